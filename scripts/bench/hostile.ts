import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { projectRoot } from '../../src/project-root.js'
import { generationPath, published } from '../../src/store/generations.js'
import { Rng } from '../feed/rng.js'
import { HTTP_ATTACKS } from './hostile-http-attacks.js'
import { LDAP_ATTACKS } from './hostile-ldap-attacks.js'
import { ldapLookup, restLookup, type Watch, watch } from './hostile-victim.js'
import { ascending, quantile } from './search-measure.js'
import { type Server, startServer } from './search-server.js'

const USAGE = `Usage : npm run bench -- hostile --donnees DOSSIER [options]

  --donnees DOSSIER   données déjà importées (ANNUAIRE_DATA_DIR), lues seulement
  --secondes N        durée de chaque attaque (5)
  --repos N           secondes laissées au serveur après chaque attaque (10)
  --attaques TEXTE    seulement celles dont le nom contient ce texte
`

/** Goals (scripts/bench/README.md, "Under attack"), in milliseconds and megabytes. */
const P99_MS = 50
const LONGEST_MS = 250
const MEMORY_MB = 500
const LEFT_MB = 50

const WARM_UP_MS = 10_000
const BASE = 'dc=mssante,dc=fr'

interface Row {
  readonly name: string
  readonly watches: readonly Watch[]
  readonly memory: { readonly before: number; readonly peak: number; readonly after: number }
}

interface Options {
  readonly data: string
  readonly seconds: number
  readonly rest: number
  readonly only: string
}

/** Attacks the server in every way known while two other clients look people up, one at each door. */
export async function benchHostile(args: readonly string[]): Promise<void> {
  const options = read(args)
  const generation = options === null ? null : published(options.data)
  if (options === null || generation === null) {
    process.stderr.write(USAGE)
    process.exitCode = 2
    return
  }
  const numbers = drawNumbers(generationPath(options.data, generation.id))
  const server = await startServer(options.data)
  const rows: Row[] = []
  try {
    await warmed(server, numbers)
    rows.push(await measured(server, 'aucune attaque', null, numbers, options))
    for (const [door, attacks] of [['ldap', LDAP_ATTACKS] as const, ['http', HTTP_ATTACKS] as const]) {
      for (const [number, { name }] of attacks.entries()) {
        if (!name.includes(options.only)) continue
        rows.push(await measured(server, `${door} : ${name}`, [door, String(number)], numbers, options))
      }
    }
  } finally {
    await server.stop()
  }
  process.stdout.write(`${report(rows)}\n`)
}

function read(args: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        donnees: { type: 'string' },
        secondes: { type: 'string', default: '5' },
        repos: { type: 'string', default: '10' },
        attaques: { type: 'string', default: '' },
      },
    })
    const [seconds, rest] = [Number(values.secondes), Number(values.repos)]
    if (values.donnees === undefined || !(seconds > 0) || !(rest >= 0)) return null
    return { data: values.donnees, seconds, rest, only: values.attaques }
  } catch {
    return null
  }
}

/** RPPS numbers of people who have a mailbox, so that both doors find somebody. */
function drawNumbers(generation: string): readonly string[] {
  const db = new Database(generation, { readonly: true, fileMustExist: true })
  try {
    const last = db.prepare('SELECT max(rang) FROM bal').pluck().get() as number
    const one = db.prepare(
      "SELECT substr(identifiant, 2) FROM bal WHERE rang = ? AND identifiant LIKE '8%' AND professionnel IS NOT NULL",
    )
    const rng = new Rng(7)
    const drawn: string[] = []
    for (let tries = 0; drawn.length < 1000 && tries < 100_000; tries++) {
      const number = one.pluck().get(1 + rng.below(last)) as string | undefined
      if (number !== undefined) drawn.push(number)
    }
    return drawn
  } finally {
    db.close()
  }
}

/** Lookups that are not counted: code is compiled and the generation read in meanwhile, as in any server that has run. */
async function warmed(server: Server, numbers: readonly string[]): Promise<void> {
  const end = performance.now() + WARM_UP_MS
  const clients = [restLookup(server.http), ldapLookup(server.ldap, BASE)]
  await Promise.all(clients.map(({ lookup }) => watch(lookup, numbers, () => performance.now() > end)))
  for (const client of clients) client.close()
}

async function measured(
  server: Server,
  name: string,
  attack: readonly [string, string] | null,
  numbers: readonly string[],
  { seconds, rest }: Options,
): Promise<Row> {
  const before = server.memory().own
  let peak = before
  const look = setInterval(() => {
    peak = Math.max(peak, server.memory().own)
  }, 100)
  const attacker = attack === null ? null : startAttacker(server, attack)
  const end = performance.now() + seconds * 1000
  const over = (): boolean => performance.now() > end
  const clients = [restLookup(server.http), ldapLookup(server.ldap, BASE)]
  const watches = await Promise.all(clients.map(({ lookup }) => watch(lookup, numbers, over)))
  for (const client of clients) client.close()
  if (attacker !== null) {
    const ended = once(attacker, 'exit')
    attacker.kill('SIGKILL')
    await ended
  }
  await new Promise((resolve) => setTimeout(resolve, (attack === null ? 0 : rest) * 1000))
  clearInterval(look)
  const row = { name, watches, memory: { before, peak, after: server.memory().own } }
  process.stderr.write(`${line(row)}\n`)
  return row
}

function startAttacker(server: Server, [door, number]: readonly [string, string]) {
  const { hostname, port } = new URL(door === 'ldap' ? server.ldap : server.http)
  const script = join(projectRoot, 'dist/scripts/bench/hostile-attacker.js')
  return spawn(process.execPath, [script, door, number, hostname, port], { stdio: ['ignore', 'ignore', 'inherit'] })
}

function report(rows: readonly Row[]): string {
  const faults = rows.filter(({ watches, memory }) => {
    const slow = watches.some(({ delays, failed }) => {
      const sorted = ascending(delays)
      return failed > 0 || quantile(sorted, 0.99) > P99_MS || (sorted.at(-1) ?? 0) > LONGEST_MS
    })
    return slow || memory.peak > MEMORY_MB || memory.after - memory.before > LEFT_MB
  })
  return [
    `Node ${process.version}, ${cpus().length} cœurs. Un client cherche un RPPS après l’autre à chaque porte ;`,
    `buts : p99 ≤ ${P99_MS} ms, attente ≤ ${LONGEST_MS} ms, mémoire ≤ ${MEMORY_MB} Mo, rendue à ${LEFT_MB} Mo près après 10 s.`,
    '',
    '| attaque | REST : p50 / p99 / max (ms) | LDAP : p50 / p99 / max (ms) | échecs | mémoire avant / au plus / après (Mo) |',
    '|---|---:|---:|---:|---:|',
    ...rows.map(line),
    '',
    faults.length === 0 ? 'Tous les buts sont tenus.' : `Buts manqués : ${faults.map(({ name }) => name).join(' ; ')}.`,
  ].join('\n')
}

function line({ name, watches, memory }: Row): string {
  const shown = watches.map(({ delays }) => {
    const sorted = ascending(delays)
    return [quantile(sorted, 0.5), quantile(sorted, 0.99), sorted.at(-1) ?? Number.NaN]
      .map((ms) => ms.toFixed(1))
      .join(' / ')
  })
  const failed = watches.reduce((sum, one) => sum + one.failed, 0)
  return `| ${name} | ${shown.join(' | ')} | ${failed} | ${memory.before} / ${memory.peak} / ${memory.after} |`
}
