import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { projectRoot } from '../../src/project-root.js'

const CLI = join(projectRoot, 'dist/src/cli.js')

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the built program as a user does. `prefix` is put before it (`ulimit`, say) in a shell. */
export function annuaire(
  dataDir: string,
  args: readonly string[],
  options: { input?: string; prefix?: string } = {},
): Ran {
  const env = { ...process.env, ANNUAIRE_DATA_DIR: dataDir }
  const quoted = [process.execPath, CLI, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  const result = spawnSync('sh', ['-c', `${options.prefix ?? ''} exec ${quoted}`], {
    env,
    encoding: 'utf8',
    input: options.input ?? '',
    maxBuffer: 64 * 1024 * 1024,
  })
  return { code: result.status, stdout: result.stdout, stderr: result.stderr }
}

/** Starts the program and leaves it running. */
export function startAnnuaire(dataDir: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, ...env, ANNUAIRE_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** A scratch folder that goes when the test file ends. */
export function scratch(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `annuaire-${name}-`))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
