import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Client } from 'ldapts'
import { projectRoot } from '../../src/project-root.js'
import { type Server, startServer } from '../bench/search-server.js'
import { Rng } from '../feed/rng.js'
import { FuzzedConnection } from './fuzzed-connection.js'
import { CORPUS } from './ldap-corpus.js'
import { mutate } from './mutate.js'

const USAGE = `Usage : npm run fuzz -- ldap [--messages N] [--graine N]

  --messages N   messages abîmés à envoyer (200000)
  --graine N     autre suite de messages (1)
`
const CONNECTIONS = 24
/** Longest time, in milliseconds, that a sound search may take beside the spoilt ones. */
const PATIENCE = 2000
/** memory, in megabytes, that the server may hold more at the end than half-way. */
const GROWTH = 60

/** Sends spoilt messages to a server of its own, which must answer every other client all along. */
export async function fuzzLdap(args: readonly string[]): Promise<void> {
  const options = read(args)
  if (options === null) {
    process.stderr.write(USAGE)
    process.exitCode = 2
    return
  }
  const data = mkdtempSync(join(tmpdir(), 'annuaire-fuzz-'))
  const env = { ...process.env, ANNUAIRE_DATA_DIR: data }
  const cli = join(projectRoot, 'dist/src/cli.js')
  execFileSync(process.execPath, [cli, 'importer', '--silencieux', join(projectRoot, 'fixtures')], {
    env,
    stdio: 'pipe',
  })
  const server = await startServer(data)
  try {
    const fault = await run(server, options.messages, new Rng(options.seed))
    if (fault !== null) {
      process.stdout.write(`Échec (graine ${options.seed}) : ${fault}\n`)
      process.exitCode = 1
    }
  } finally {
    await server.stop().catch(() => {})
    rmSync(data, { recursive: true, force: true })
  }
}

/** @returns what went wrong, null when nothing did */
async function run(server: Server, messages: number, rng: Rng): Promise<string | null> {
  const port = Number(new URL(server.ldap).port)
  const started = performance.now()
  const count = { sent: 0, answers: 0, closed: 0, slowest: 0 }
  let fault: string | null = null
  const over = () => fault !== null || count.sent >= messages
  const attack = async (): Promise<void> => {
    let connection = new FuzzedConnection(port)
    while (!over()) {
      const burst = Array.from({ length: 1 + rng.below(4) }, () => mutate(pick(rng), rng, pick(rng)))
      connection.send(burst, rng.chance(0.1) ? 1 + rng.below(40) : 1)
      count.sent += burst.length
      await connection.heard(5)
      if (connection.fault !== null) fault ??= `${connection.fault}\nderniers messages :\n${connection.sent}`
      if (!connection.closed && !rng.chance(0.05)) continue
      count.closed++
      count.answers += connection.answers
      connection.close()
      connection = new FuzzedConnection(port)
    }
    connection.close()
  }
  let settled: number | null = null
  const watch = async (): Promise<void> => {
    while (!over()) {
      const delay = await soundSearch(server.ldap).catch((error: Error) => error)
      if (delay instanceof Error) fault ??= `une recherche saine échoue : ${delay.message}`
      else count.slowest = Math.max(count.slowest, delay)
      if (count.slowest > PATIENCE) fault ??= `une recherche saine a duré ${Math.round(count.slowest)} ms`
      if (settled === null && count.sent > messages / 2) settled = server.memory().own
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
  await Promise.all([watch(), ...Array.from({ length: CONNECTIONS }, attack)])
  if (fault !== null) return fault
  await new Promise((resolve) => setTimeout(resolve, 1000))
  await soundSearch(server.ldap)
  const [before, after] = [settled ?? server.memory().own, server.memory().own]
  const seconds = (performance.now() - started) / 1000
  process.stdout.write(
    `${count.sent} messages en ${seconds.toFixed(0)} s, ${count.answers} réponses, ${count.closed} connexions fermées ; ` +
      `recherche saine la plus lente : ${Math.round(count.slowest)} ms ; mémoire : ${before} Mo, puis ${after} Mo.\n`,
  )
  return after - before > GROWTH ? `la mémoire a grossi de ${after - before} Mo` : null
}

/** @returns the time that a search takes, in milliseconds */
async function soundSearch(url: string): Promise<number> {
  const client = new Client({ url, timeout: 10_000 })
  const started = performance.now()
  try {
    const { searchEntries } = await client.search('dc=mssante,dc=fr', { scope: 'sub', filter: '(sn=dupont)' })
    if (searchEntries.length === 0) throw new Error('aucune entrée trouvée')
    return performance.now() - started
  } finally {
    await client.unbind()
  }
}

function pick(rng: Rng): Buffer {
  return CORPUS[rng.below(CORPUS.length)]!
}

function read(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { messages: { type: 'string', default: '200000' }, graine: { type: 'string', default: '1' } },
    })
    const [messages, seed] = [Number(values.messages), Number(values.graine)]
    return Number.isInteger(messages) && messages > 0 && Number.isInteger(seed) ? { messages, seed } : null
  } catch {
    return null
  }
}
