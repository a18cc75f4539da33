import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { columnsPath, generationPath, published } from '../../src/store/generations.js'
import { type Kind, makeKinds } from './ldap-requests.js'
import { loadSlapd, slapdVersion, startSlapd } from './ldap-slapd.js'
import { memoryOf, startServer } from './search-server.js'
import { type Second, secondsOf } from './steady-client.js'

const BASE = 'dc=mssante,dc=fr'
const DRAWN = 5000
const USAGE = `Usage : npm run bench -- demarrage --donnees DOSSIER [options]

  --donnees DOSSIER   données déjà importées (ANNUAIRE_DATA_DIR), lues seulement
  --slapd DOSSIER     mesure aussi slapd, dont la base est gardée là (longue à charger)
  --secondes N        durée d’une mesure (15)
`

interface Started {
  readonly port: number
  readonly pid: number
  /** Milliseconds until it says that it is ready; null when it has no such word. */
  readonly ready: Promise<number | null>
  stop(): Promise<void>
}

/** The first seconds of a server, with nothing of its data in the system's cache and with all of it. */
export async function benchDemarrage(args: readonly string[]): Promise<void> {
  const options = read(args)
  const generation = options === null ? null : published(options.donnees)
  if (options === null || generation === null) {
    process.stderr.write(options === null ? USAGE : `Rien n’est publié dans ${options.donnees}.\n`)
    process.exitCode = 2
    return
  }
  const { donnees, slapd, seconds } = options
  const tables = generationPath(donnees, generation.id)
  const files = [tables, columnsPath(donnees, generation.id)]
  const kinds = makeKinds(tables, BASE, DRAWN).filter(({ name }) => name === 'par RPPS' || name === 'Thunderbird')
  const lines = [`Node ${process.version} ; une connexion, une recherche après l’autre ; p99 et plus longue en ms`, '']
  lines.push(...(await table(kinds, files, () => startOurs(donnees), seconds, 'annuaire')))
  if (slapd !== null && slapdVersion() !== null) {
    loadSlapd(slapd, donnees, BASE)
    const data = readdirSync(join(slapd, 'db')).map((name) => join(slapd, 'db', name))
    lines.push('', ...(await table(kinds, data, () => startTheirs(slapd), seconds, slapdVersion()!)))
  }
  process.stdout.write(`${lines.join('\n')}\n`)
}

async function table(
  kinds: readonly Kind[],
  files: readonly string[],
  start: () => Promise<Started>,
  seconds: number,
  name: string,
): Promise<string[]> {
  const runs: { readonly title: string; readonly of: readonly Second[] }[] = []
  const notes: string[] = []
  for (const kind of kinds) {
    for (const state of ['à froid', 'à chaud'] as const) {
      if (state === 'à froid') forget(files)
      else
        for (const file of files) execFileSync('cat', [file], { stdio: 'ignore', maxBuffer: Number.POSITIVE_INFINITY })
      const server = await start()
      try {
        const of = await secondsOf(server.port, kind.requests, seconds)
        runs.push({ title: `${kind.name}, ${state}`, of })
        const ready = await server.ready
        const said = ready === null ? '' : `prêt après ${(ready / 1000).toFixed(1)} s, `
        notes.push(`${kind.name}, ${state} : ${said}${memoryOf(server.pid).own} Mo`)
      } finally {
        await server.stop()
      }
    }
  }
  const head = ['seconde', ...runs.map(({ title }) => title)]
  return [
    `${name} — ${notes.join(' ; ')}`,
    '',
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---:').join('|')}|`,
    ...Array.from({ length: seconds }, (_, at) => `| ${at + 1} | ${runs.map(({ of }) => cell(of[at])).join(' | ')} |`),
  ]
}

function cell(second: Second | undefined): string {
  if (second === undefined || second.count === 0) return '0'
  return `${second.count.toLocaleString('fr-FR')} (${second.p99.toFixed(1)} / ${second.longest.toFixed(1)})`
}

/** Takes the files out of the system's cache, as after a restart of the machine: only pages that nobody has mapped leave. */
function forget(files: readonly string[]): void {
  const script =
    'import os, sys\nfor path in sys.argv[1:]:\n  file = os.open(path, os.O_RDONLY)\n  os.fsync(file)\n  os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)'
  execFileSync('python3', ['-c', script, ...files])
}

async function startOurs(donnees: string): Promise<Started> {
  const begun = performance.now()
  const server = await startServer(donnees)
  const ready = (async () => {
    while ((await fetch(`${server.http}/sante/pret`)).status !== 200) await new Promise((go) => setTimeout(go, 100))
    return performance.now() - begun
  })()
  return { port: Number(new URL(server.ldap).port), pid: server.pid, ready, stop: () => server.stop() }
}

async function startTheirs(folder: string): Promise<Started> {
  const { port, pid, stop } = await startSlapd(folder)
  return { port, pid, ready: Promise.resolve(null), stop }
}

function read(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        donnees: { type: 'string' },
        slapd: { type: 'string' },
        secondes: { type: 'string', default: '15' },
      },
    })
    const seconds = Number(values.secondes)
    if (values.donnees === undefined || !Number.isInteger(seconds) || seconds < 1) return null
    return { donnees: values.donnees, slapd: values.slapd ?? null, seconds }
  } catch {
    return null
  }
}
