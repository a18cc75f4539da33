import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { projectRoot } from '../../src/project-root.js'
import { generationPath, published } from '../../src/store/generations.js'
import { loadRest, type RestLoad, type RestRequests } from './rest-load.js'
import { type Server, startServer } from './search-server.js'

const DRAWN = 2000
const BATCH = 500
const USAGE = `Usage : npm run bench -- rest --donnees DOSSIER [--secondes 5] [--tours 3]

Demande wrk (apt-get install wrk).
`

interface Kind extends RestRequests {
  readonly name: string
  readonly connections: readonly number[]
}

/** Compares the REST door with a bare fastify route that sends as many characters, in turns, on the same core. */
export async function benchRest(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { donnees: { type: 'string' }, secondes: { type: 'string' }, tours: { type: 'string' } },
  })
  const generation = values.donnees === undefined ? null : published(values.donnees)
  if (values.donnees === undefined || generation === null || spawnSync('wrk', ['--version']).error !== undefined) {
    process.stderr.write(USAGE)
    process.exitCode = 2
    return
  }
  const [seconds, rounds] = [Number(values.secondes ?? 5), Number(values.tours ?? 3)]
  const pinned = cpus().length > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0
  const on = (core: number): readonly string[] => (pinned ? ['taskset', '-c', String(core)] : [])
  const scratch = mkdtempSync(join(tmpdir(), 'annuaire-bench-'))
  const server = await startServer(values.donnees, on(0))
  try {
    const lines = [
      `Node ${process.version} ; serveurs sur un même cœur, wrk sur l’autre`,
      '',
      '| demande | connexions | octets | annuaire, req/s | fastify seul | rapport | p50 / p99 annuaire, ms | p50 / p99 seul, ms |',
      '|---|---:|---:|---:|---:|---:|---:|---:|',
    ]
    for (const kind of kindsOf(generationPath(values.donnees, generation.id))) {
      const size = await meanSize(server.http, kind)
      const bare = await startBare(size, on(0))
      for (const connections of kind.connections) {
        const measure = (url: string): RestLoad => loadRest(on(1), scratch, url, kind, connections, seconds)
        for (const url of [server.http, bare.url]) measure(url)
        const own: RestLoad[] = []
        const other: RestLoad[] = []
        for (let round = 0; round < rounds; round++) {
          own.push(measure(server.http))
          other.push(measure(bare.url))
        }
        const [mine, theirs] = [median(own), median(other)]
        const refused = mine.refused > 0 ? ` (${mine.refused} refus)` : ''
        lines.push(
          `| ${kind.name} | ${connections} | ${size} | ${Math.round(mine.rate)}${refused} | ${Math.round(theirs.rate)} | ` +
            `${(mine.rate / theirs.rate).toFixed(2)} | ${delays(mine)} | ${delays(theirs)} |`,
        )
      }
      bare.process.kill()
    }
    lines.push('', ...(await extraction(server)))
    process.stdout.write(`${lines.join('\n')}\n`)
  } finally {
    await server.stop()
    rmSync(scratch, { recursive: true, force: true })
  }
}

function kindsOf(path: string): readonly Kind[] {
  const db = new Database(path, { readonly: true })
  const draw = <Row>(sql: string): Row[] => db.prepare(sql).all() as Row[]
  const step = Number(db.prepare('SELECT max(rang) FROM professionnel').pluck().get()) / DRAWN
  const ranks = Array.from({ length: DRAWN }, (_, at) => 1 + Math.floor(at * step * 0.999)).join(',')
  const people = draw<{ identifiant: string; nom: string }>(
    `SELECT identifiant, nom FROM professionnel WHERE rang IN (${ranks})`,
  )
  const cities = draw<{ ville: string }>(
    'SELECT DISTINCT ville_plie AS ville FROM structure WHERE id % 997 = 0 AND length(ville_plie) > 3',
  ).map(({ ville }) => ville.split('\t')[0]!)
  db.close()
  const numbers = people.map(({ identifiant }) => identifiant)
  const letters = (text: string): string => encodeURIComponent(text.slice(0, 3))
  return [
    { name: 'par RPPS', connections: [1, 16], paths: numbers.map((number) => `/v1/professionnels/${number}`) },
    {
      name: 'début du nom et ville, 50 résultats',
      connections: [1, 16],
      paths: people.map(
        ({ nom }, at) => `/v1/professionnels?nom=${letters(nom)}&ville=${letters(cities[at % cities.length]!)}`,
      ),
    },
    {
      name: `lot de ${BATCH}`,
      connections: [1],
      paths: ['/v1/professionnels/lot'],
      bodies: Array.from({ length: 20 }, (_, at) =>
        JSON.stringify({ identifiants: Array.from({ length: BATCH }, (_, one) => numbers[(at * 97 + one) % DRAWN]) }),
      ),
    },
  ]
}

async function meanSize(url: string, { paths, bodies }: Kind): Promise<number> {
  let total = 0
  const asked = 100
  for (let at = 0; at < asked; at++) {
    const body = bodies?.[at % bodies.length]
    const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body }
    const answer = await fetch(`${url}${paths[(at * 19) % paths.length]}`, init)
    total += (await answer.arrayBuffer()).byteLength
  }
  return Math.round(total / asked)
}

async function startBare(size: number, through: readonly string[]): Promise<{ url: string; process: ChildProcess }> {
  const [command, ...args] = [...through, process.execPath, join(projectRoot, 'dist/scripts/bench/rest-bare.js')]
  const child = spawn(command!, [...args, String(size)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [url] = (await once(child.stdout, 'data')) as [Buffer]
  return { url: String(url).trim(), process: child }
}

/** The national mailboxes as text: how long they take to be made, then to be sent. */
async function extraction(server: Server): Promise<string[]> {
  const path = `${server.http}/webservices/v1/extractionMSSante?format=txt`
  const before = server.memory().own
  const started = performance.now()
  while ((await fetch(path, { method: 'HEAD' })).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 500))
  const made = (performance.now() - started) / 1000
  const afterMaking = server.memory().own
  const lines = [`Extraction txt : préparée en ${made.toFixed(1)} s, mémoire ${before} → ${afterMaking} Mo`]
  for (const encoding of ['identity', 'gzip']) {
    const start = performance.now()
    const answer = await fetch(path, { headers: { 'accept-encoding': encoding } })
    let bytes = 0
    for await (const some of answer.body!) bytes += some.length
    const rate = bytes / 1e6 / ((performance.now() - start) / 1000)
    lines.push(
      `- ${encoding} : ${(bytes / 1e6).toFixed(0)} Mo de texte à ${rate.toFixed(0)} Mo/s, mémoire ${server.memory().own} Mo`,
    )
  }
  return lines
}

function median(loads: readonly RestLoad[]): RestLoad {
  return [...loads].sort((one, other) => one.rate - other.rate)[loads.length >> 1]!
}

function delays({ p50, p99 }: RestLoad): string {
  return `${p50.toFixed(1)} / ${p99.toFixed(1)}`
}
