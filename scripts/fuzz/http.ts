import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../../src/project-root.js'
import { startServer } from '../bench/search-server.js'
import { fuzzServer } from './http-run.js'
import { MARKER } from './http-values.js'

const USAGE = `Usage : npm run fuzz -- http [--requetes N] [--graine N]

  --requetes N   demandes à envoyer, faites d’après schema/openapi.json (50000)
  --graine N     autre suite de demandes (1)
`

/** Sends spoilt requests to a server of its own, whose answers must all keep to the description of the API. */
export async function fuzzHttp(args: readonly string[]): Promise<void> {
  const options = read(args)
  if (options === null) {
    process.stderr.write(USAGE)
    process.exitCode = 2
    return
  }
  const data = mkdtempSync(join(tmpdir(), 'annuaire-fuzz-'))
  const log = join(data, 'journal.jsonl')
  const annuaire = (...words: readonly string[]): string =>
    execFileSync(process.execPath, [join(projectRoot, 'dist/src/cli.js'), ...words], {
      env: { ...process.env, ANNUAIRE_DATA_DIR: data },
      encoding: 'utf8',
      stdio: 'pipe',
    })
  annuaire('importer', '--silencieux', join(projectRoot, 'fixtures'))
  const key = annuaire('cle', 'creer', 'fuzz', '--sources', 'paca', '--droits', 'lire,extraire,rapport').trim()
  const server = await startServer(data, [], { ANNUAIRE_JOURNAL: log })
  try {
    const before = server.memory().own
    const started = performance.now()
    const credentials = [`Authorization: Bearer ${key}`, `X-API-Key: ${key}`]
    const { sent, statuses, fault } = await fuzzServer(
      server.http,
      options.requests,
      options.seed,
      credentials,
      3_600_000,
    )
    const seconds = (performance.now() - started) / 1000
    process.stdout.write(
      `${sent} demandes en ${seconds.toFixed(0)} s ; mémoire : ${before} Mo, puis ${server.memory().own} Mo.\n` +
        `${Object.entries(statuses)
          .sort()
          .map(([kind, count]) => `  ${kind} : ${count}\n`)
          .join('')}`,
    )
    await server.stop()
    const told = faultOfLog(readFileSync(log, 'utf8'))
    if (fault === null && told === null) return
    process.stdout.write(`Échec (graine ${options.seed}) : ${fault ?? told}\n`)
    process.exitCode = 1
  } finally {
    await server.stop().catch(() => {})
    rmSync(data, { recursive: true, force: true })
  }
}

/** @returns a line of a log that holds what was searched, or a fault of the program; null when there is none */
export function faultOfLog(log: string): string | null {
  const lines = log.split('\n')
  return lines.find((line) => line.includes(MARKER) || line.includes('http.erreur')) ?? null
}

function read(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { requetes: { type: 'string', default: '50000' }, graine: { type: 'string', default: '1' } },
    })
    const [requests, seed] = [Number(values.requetes), Number(values.graine)]
    return Number.isInteger(requests) && requests > 0 && Number.isInteger(seed) ? { requests, seed } : null
  } catch {
    return null
  }
}
