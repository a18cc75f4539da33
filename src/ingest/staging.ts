import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { PreparedPublication } from '../changes/prepared-publication.js'
import { ByteWriter } from '../columns/byte-writer.js'
import type { Batch } from '../records/batch.js'
import type { UnlistedCode } from '../records/unlisted-codes.js'
import { columnsPath, flushFolder, generationPath } from '../store/generations.js'
import type { HiddenRegister } from '../store/hidden-register.js'
import { schemaFile, schemaSteps } from '../store/schema-file.js'
import { instantOf } from '../text/instant.js'
import { buildColumns } from './columns/index.js'
import { EntryDraft } from './entry-draft.js'
import type { Entries, EntryMaker } from './entry-maker.js'
import {
  blankTexts,
  type HiddenCounts,
  hiddenCounts,
  keepFingerprints,
  registerHiddenAddresses,
  wordOf,
} from './hidden-addresses.js'
import { HolderNumbers } from './holder-numbers.js'
import { removeLeftovers } from './leftovers.js'
import { PeopleDraft, registerLists } from './people-draft.js'
import { readRows } from './read-rows.js'
import { keepRecords } from './records/index.js'
import { StagedRows } from './staged-rows.js'
import { keepUnlistedCodes } from './unlisted-codes.js'

/** Files that are of no use once the generation is built. */
const STAGED_FILES = ['staging', 'entries', 'activites', 'savoirFaire', 'diplomes'] as const
type Staged = (typeof STAGED_FILES)[number]

/**
 * A generation being built: its final files, and beside them the staged rows. Neither is flushed or journalled while it
 * is built: a crash leaves drafts, never a generation.
 */
export class GenerationDraft {
  readonly #db: Database.Database
  readonly #dataDir: string
  readonly #id: string
  readonly #paths: Readonly<Record<'generation' | 'columns' | Staged, string>>
  readonly #rows: StagedRows
  readonly #entries: EntryDraft
  readonly #people: PeopleDraft
  readonly #maker: EntryMaker
  #bytes: ByteWriter | null = null

  constructor(dataDir: string, id: string, maker: EntryMaker) {
    this.#maker = maker
    const folder = join(dataDir, 'generations')
    mkdirSync(folder, { recursive: true })
    removeLeftovers(dataDir)
    // SQLite sorts into files there: the space of the import is asked of one place only.
    process.env['SQLITE_TMPDIR'] = folder
    this.#dataDir = dataDir
    this.#id = id
    this.#paths = {
      generation: join(folder, `${id}.construction.sqlite`),
      columns: join(folder, `${id}.construction.colonnes`),
      staging: join(folder, `${id}.etape.sqlite`),
      entries: join(folder, `${id}.etape.entrees`),
      activites: join(folder, `${id}.etape.activites`),
      savoirFaire: join(folder, `${id}.etape.savoir-faire`),
      diplomes: join(folder, `${id}.etape.diplomes`),
    }
    this.#db = new Database(this.#paths.generation)
    this.#db.pragma('page_size = 8192')
    this.#db.prepare('ATTACH ? AS etape').run(this.#paths.staging)
    for (const name of ['main', 'etape']) {
      this.#db.pragma(`${name}.journal_mode = OFF`)
      this.#db.pragma(`${name}.synchronous = OFF`)
      this.#db.pragma(`${name}.locking_mode = EXCLUSIVE`)
    }
    this.#db.pragma('main.cache_size = -32768')
    this.#db.pragma('etape.cache_size = -32768')
    this.#db.pragma('threads = 2')
    this.#db.exec(schemaFile('staging.sql'))
    this.#db.exec(schemaFile('generation.sql'))
    this.#rows = new StagedRows(this.#db)
    this.#entries = new EntryDraft(this.#paths.entries)
    this.#people = new PeopleDraft(this.#paths)
    this.#db.exec('BEGIN')
  }

  /** Codes that the nomenclatures lack, among those read. */
  unlisted: readonly UnlistedCode[] = []

  /** @param entries made of its mailboxes, if somebody did already */
  insert(batch: Batch, entries: Entries | null): void {
    this.#maker.learn(batch)
    this.#rows.insert(batch)
    this.#people.add(batch)
    this.#entries.add(entries ?? this.#maker.make(batch))
  }

  /** Runs the steps of finalisation.sql; `step` is called before each, `inspect` when all are done. */
  async finish(
    facts: Readonly<Record<string, string>>,
    sources: readonly SourceRow[],
    hiding: Hiding,
    publication: PreparedPublication,
    step: (name: string) => void,
    inspect: (db: Database.Database) => void,
  ): Promise<Finished> {
    const isHidden = registerHiddenAddresses(this.#db, hiding.register, hiding.spoken)
    blankTexts(this.#db, isHidden, (arrival, words) => this.#entries.blank(arrival, words))
    this.#db.exec('COMMIT')
    const people = this.#people.lists(this.#count('etape.professionnel'))
    registerLists(this.#db, people)
    const numbers = new HolderNumbers(this.#db, people.activites, this.#count('etape.bal'))
    numbers.registerFunctions(this.#db)
    for (const { name, sql } of schemaSteps('finalisation.sql')) {
      step(name)
      this.#db.exec(`BEGIN; ${sql} COMMIT;`)
    }
    keepFingerprints(this.#db, hiding.register)
    keepUnlistedCodes(this.#db, this.unlisted)
    const hidden = hiddenCounts(this.#db)
    const word = wordOf(this.#db, hiding.spoken)
    const counts = {
      professionnels: this.#count('main.professionnel'),
      activites: people.activites.size,
      bals: this.#count('main.bal'),
    }
    const arrivals = this.#arrivals(counts.bals)
    const endings = numbers.settle(arrivals, this.#maker.complete)
    const lengths = this.#entries.lengths(arrivals, endings)
    writeFileSync(this.#paths.columns, '', { flag: 'wx' })
    const total = lengths.reduce((sum, length) => sum + length, 0)
    const bytes = new ByteWriter(this.#paths.columns, total)
    this.#bytes = bytes
    let copied: Promise<void> | null = null
    const copy = () => {
      copied = this.#entries.copy(arrivals, endings, this.#paths.columns)
    }
    const records = { db: this.#db, people, counts, dates: datesOf(sources) }
    const compare = (persons: Uint32Array) => keepRecords(records, persons, publication)
    buildColumns({ db: this.#db, bytes, people, entries: { lengths, copy }, compare }, counts, step)
    await copied
    step('vérification')
    const insertFact = this.#db.prepare('INSERT INTO main.generation (cle, valeur) VALUES (?, ?)')
    for (const [key, value] of Object.entries({ ...facts, ...counts, colonnes: bytes.length }))
      insertFact.run(key, String(value))
    const insertSource = this.#db.prepare(
      'INSERT INTO main.source (nom, type, fichier, date, restrictions) VALUES (?, ?, ?, ?, ?)',
    )
    for (const source of sources) {
      insertSource.run(source.name, source.type, source.file, source.date, source.restrictions.join('|'))
    }
    this.#check()
    inspect(this.#db)
    const bySource = this.#db.prepare('SELECT source, count(*) FROM main.bal GROUP BY source').raw().all()
    this.#db.close()
    return { ...counts, balsBySource: new Map(bySource as [string, number][]), hidden, word }
  }

  /** Gives the finished files their names: the one that makes a generation comes last. */
  keep(): void {
    const file = openSync(this.#paths.generation, 'r+')
    fsyncSync(file)
    closeSync(file)
    this.#bytes!.flush()
    this.#bytes!.close()
    renameSync(this.#paths.columns, columnsPath(this.#dataDir, this.#id))
    renameSync(this.#paths.generation, generationPath(this.#dataDir, this.#id))
    flushFolder(join(this.#dataDir, 'generations'))
    this.#entries.close()
    this.#people.close()
    for (const staged of STAGED_FILES) rmSync(this.#paths[staged], { force: true })
  }

  /** A kept generation that could not be published goes; the next import removes what stays of it. */
  discard(): void {
    for (const path of [generationPath(this.#dataDir, this.#id), columnsPath(this.#dataDir, this.#id)]) {
      try {
        rmSync(path, { force: true })
      } catch {
        // Why it could not be published matters more.
      }
    }
  }

  /** Leaves nothing behind. */
  abandon(): void {
    if (this.#db.open) this.#db.close()
    this.#entries.close()
    this.#people.close()
    this.#bytes?.close()
    for (const path of Object.values(this.#paths)) {
      rmSync(path, { force: true })
      rmSync(`${path}-journal`, { force: true })
    }
  }

  /** Number of arrival of each mailbox, by rank. */
  #arrivals(count: number): Uint32Array {
    const arrivals = new Uint32Array(count)
    let row = 0
    readRows(this.#db, 'main.bal', 'rang', count, ['arrivee'], ([arrival]) => {
      arrivals[row++] = Number(arrival)
    })
    return arrivals
  }

  #count(table: string): number {
    return this.#db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  }

  /** The large table of texts without an index is left out: nothing in it can contradict anything else. */
  #check(): void {
    const tables = this.#db
      .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name <> 'bloc'")
      .pluck()
      .all() as string[]
    for (const table of tables) {
      const verdict = this.#db.pragma(`main.quick_check(${table})`, { simple: true })
      if (verdict !== 'ok') throw new Error(`the generation is damaged: ${String(verdict)}`)
    }
  }
}

/** Date of the files of each source, in seconds since 1970. */
function datesOf(sources: readonly SourceRow[]): ReadonlyMap<string, number> {
  const dates = new Map<string, number>()
  for (const { name, date } of sources) {
    const seconds = Math.floor(instantOf(date) / 1000)
    if (seconds > (dates.get(name) ?? 0)) dates.set(name, seconds)
  }
  return dates
}

interface Counts {
  readonly professionnels: number
  readonly activites: number
  readonly bals: number
  /** Mailboxes that are published, by source. */
  readonly balsBySource: ReadonlyMap<string, number>
}

export interface Finished extends Counts {
  readonly hidden: HiddenCounts
  /** What each source hides, for the register. */
  readonly word: ReadonlyMap<string, readonly Buffer[]>
}

/** What keeps addresses from being published besides the files themselves. */
export interface Hiding {
  readonly register: HiddenRegister
  /** Sources whose latest word this import gives, or that the user lets reappear. */
  readonly spoken: readonly string[]
}

export interface SourceRow {
  /** Columns of the file that restrict publication. */
  readonly restrictions: readonly string[]
  readonly name: string
  readonly type: string
  readonly file: string
  readonly date: string
}
