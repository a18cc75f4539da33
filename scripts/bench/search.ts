import { statSync } from 'node:fs'
import { cpus } from 'node:os'
import Database from 'better-sqlite3'
import { columnsPath, generationPath, published } from '../../src/store/generations.js'
import { layOutActivities } from './activity-table.js'
import { takeCensus } from './search-census.js'
import { type Door, storeDoor } from './search-door.js'
import { restFamilies } from './search-families.js'
import { RunningImport } from './search-import.js'
import { ldapDoor } from './search-ldap-door.js'
import { ldapFamilies, worstLdapFamilies } from './search-ldap-families.js'
import { type Effort, type Measure, measureFamily } from './search-measure.js'
import { type DoorName, SEARCH_USAGE, type SearchOptions, searchOptions } from './search-options.js'
import type { Family, LdapQuery, RestQuery } from './search-query.js'
import { doorReport, slowest } from './search-report.js'
import { restDoor } from './search-rest-door.js'
import { Sample } from './search-sample.js'
import { type Memory, type Server, startServer } from './search-server.js'
import { worstFamilies } from './search-worst.js'

/** Queries that warm a family up are drawn too, so that those counted are met for the first time. */
const DRAWN_MORE = 20
const SLOWEST = 5

interface Families {
  readonly rest: readonly Family<RestQuery>[]
  readonly ldap: readonly Family<LdapQuery>[]
}

/** A door with its families: measures them all, calling `between` after each. */
type Run = (effort: Effort, between: () => void) => Promise<Measure[]>

/** Times every family of searches and the worst cases, through each door, idle and while an import runs. */
export async function benchSearch(args: readonly string[]): Promise<void> {
  const options = searchOptions(args)
  const generation = options === null ? null : published(options.data)
  if (options === null || generation === null) {
    process.stderr.write(options === null ? SEARCH_USAGE : `Rien n’est publié dans ${options.data}.\n`)
    process.exitCode = 2
    return
  }
  const file = generationPath(options.data, generation.id)
  const columns = columnsPath(options.data, generation.id)
  say('tirage des requêtes')
  const families = makeFamilies(file, options)
  const server = await startServer(options.data)
  try {
    await measureAndReport(options, families, server, statSync(file).size + statSync(columns).size)
  } finally {
    await server.stop()
  }
}

function makeFamilies(file: string, { count, seed }: SearchOptions): Families {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  layOutActivities(db)
  try {
    const sample = new Sample(db, seed)
    const census = takeCensus(db)
    // Shuffled, so that the part that time leaves for is like the whole.
    const shuffled = <Q>(families: readonly Family<Q>[]): Family<Q>[] =>
      families.map(({ name, queries }) => ({ name, queries: sample.shuffled(queries) }))
    return {
      rest: [...restFamilies(sample, count + DRAWN_MORE), ...shuffled(worstFamilies(census))],
      ldap: [...ldapFamilies(sample, count + DRAWN_MORE), ...shuffled(worstLdapFamilies(census))],
    }
  } finally {
    db.close()
  }
}

async function measureAndReport(
  options: SearchOptions,
  families: Families,
  server: Server,
  generationBytes: number,
): Promise<void> {
  const memories: Memory[] = [server.memory()]
  const phase = async (name: string, check: () => void): Promise<Measure[][]> => {
    const measured: Measure[][] = []
    for (const door of options.doors) {
      measured.push(
        await withDoor(door, families, options, server, (run) =>
          run(options, () => {
            check()
            memories.push(server.memory())
            say(`${name}, ${door}`)
          }),
        ),
      )
    }
    return measured
  }
  const idle = await phase('au repos', () => {})
  const afterIdle = server.memory()
  const { during, imports } = await whileImporting(options.feed, phase)
  say('')
  const doors = options.doors.map((door, index) => ({ door, idle: idle[index]!, during: during[index] ?? [] }))
  const afterAll = server.memory()
  const output = [
    `Node ${process.version}, ${cpus().length} cœurs ; génération ${Math.round(generationBytes / 1e6)} Mo`,
    `Mémoire du serveur : ${shownMemory(memories[0]!)} au départ ; ${shownMemory(afterIdle)} après les requêtes au repos ; ` +
      `${shownMemory(afterAll)} à la fin ; au plus ${Math.max(...memories.map(({ own }) => own))} Mo (RssAnon)`,
    ...(options.feed === null ? [] : [`Imports terminés pendant la mesure : ${imports}`]),
    '',
    ...doors.map(doorReport),
    ...(options.details ? doors.map((door) => slowest(door, SLOWEST)) : []),
  ]
  process.stdout.write(`${output.join('\n')}\n`)
}

async function whileImporting(
  feed: string | null,
  phase: (name: string, check: () => void) => Promise<Measure[][]>,
): Promise<{ during: Measure[][]; imports: number }> {
  if (feed === null) return { during: [], imports: 0 }
  const running = new RunningImport(feed)
  try {
    const during = await phase('pendant l’import', () => running.check())
    return { during, imports: running.finished }
  } finally {
    await running.stop()
  }
}

async function withDoor<T>(
  name: DoorName,
  families: Families,
  { data }: SearchOptions,
  server: Server,
  use: (run: Run) => Promise<T>,
): Promise<T> {
  if (name === 'ldap') return opened(await ldapDoor(server.ldap), families.ldap, use)
  return opened(name === 'rest' ? restDoor(server.http) : storeDoor(data), families.rest, use)
}

async function opened<Q extends RestQuery | LdapQuery, T>(
  door: Door<Q>,
  families: readonly Family<Q>[],
  use: (run: Run) => Promise<T>,
): Promise<T> {
  try {
    return await use(async (effort, between) => {
      const measures: Measure[] = []
      for (const family of families) {
        measures.push(await measureFamily(door, family, effort))
        between()
      }
      return measures
    })
  } finally {
    await door.close()
  }
}

function shownMemory({ own, file }: Memory): string {
  return `${own} Mo (RssAnon) + ${file} Mo de fichiers (RssFile)`
}

/** Progress on a terminal only: one line, written over. */
function say(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}
