import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../src/project-root.js'

/**
 * Imports a feed of invented people, services and structures with every known defect of the real files.
 * @returns the data folder
 */
export async function importInvented(lines: number): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'annuaire-programmes-'))
  const feed = await mkdtemp(join(tmpdir(), 'annuaire-flux-'))
  const run = (script: string, ...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [join(projectRoot, 'dist', script), ...args], {
      env: { ...process.env, ANNUAIRE_DATA_DIR: dataDir },
    })
  await run('scripts/feed.js', '--lignes', String(lines), '--dossier', feed)
  await run('src/cli.js', 'importer', '--silencieux', feed)
  await rm(feed, { recursive: true, force: true })
  return dataDir
}
