import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Batch, type Cell, STAGED, type StagedTable } from '../records/batch.js'
import { flushFolder, generationPath } from '../store/generations.js'
import { schemaFile, schemaSteps } from '../store/schema-file.js'
import { buildColumns } from './columns/index.js'
import type { Entries } from './entry-maker.js'

/** Files of an import that is not finished; the next import removes what a killed one left. */
const DRAFT = /\.(construction|etape)\.sqlite/

/**
 * A generation being built: the final file, and beside it the staged rows. Neither is flushed or journalled while it
 * is built: a crash leaves drafts, never a generation.
 */
export class GenerationDraft {
  readonly #db: Database.Database
  readonly #dataDir: string
  readonly #id: string
  readonly #paths: { readonly generation: string; readonly staging: string }
  readonly #inserts: Record<StagedTable, Database.Statement>
  readonly #insertEntry: Database.Statement

  constructor(dataDir: string, id: string) {
    const folder = join(dataDir, 'generations')
    mkdirSync(folder, { recursive: true })
    for (const name of readdirSync(folder)) if (DRAFT.test(name)) rmSync(join(folder, name))
    // SQLite sorts into files there: the space of the import is asked of one place only.
    process.env['SQLITE_TMPDIR'] = folder
    this.#dataDir = dataDir
    this.#id = id
    this.#paths = {
      generation: join(folder, `${id}.construction.sqlite`),
      staging: join(folder, `${id}.etape.sqlite`),
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
    // An entry that a later line withdraws leaves no trace in the file.
    this.#db.pragma('main.secure_delete = 1')
    this.#db.exec(schemaFile('staging.sql'))
    this.#db.exec(schemaFile('generation.sql'))
    this.#inserts = prepareInserts(this.#db)
    this.#insertEntry = this.#db.prepare('INSERT INTO main.entree (id, octets) VALUES (?, ?)')
    this.#db.exec('BEGIN')
  }

  insert(batch: Batch, entries: Entries): void {
    for (const table of Object.keys(STAGED) as StagedTable[]) {
      if (table === 'bal') this.#insertMailboxes(batch.bal, entries)
      else this.#insertRows(table, batch[table])
    }
  }

  /** Runs the steps of finalisation.sql; `step` is told before each. */
  finish(facts: Readonly<Record<string, string>>, sources: readonly SourceRow[], step: (name: string) => void): Counts {
    this.#db.exec('COMMIT')
    for (const { name, sql } of schemaSteps('finalisation.sql')) {
      step(name)
      this.#db.exec(`BEGIN; ${sql} COMMIT;`)
    }
    const counts = this.#counts()
    buildColumns(this.#db, counts, step)
    step('vérification')
    const insertFact = this.#db.prepare('INSERT INTO main.generation (cle, valeur) VALUES (?, ?)')
    for (const [key, value] of Object.entries({ ...facts, ...counts })) insertFact.run(key, String(value))
    const insertSource = this.#db.prepare('INSERT INTO main.source (nom, type, fichier, date) VALUES (?, ?, ?, ?)')
    for (const source of sources) insertSource.run(source.name, source.type, source.file, source.date)
    this.#check()
    this.#db.close()
    return counts
  }

  /** Gives the finished file its name. @returns its path */
  keep(): string {
    const path = generationPath(this.#dataDir, this.#id)
    const file = openSync(this.#paths.generation, 'r+')
    fsyncSync(file)
    closeSync(file)
    renameSync(this.#paths.generation, path)
    flushFolder(join(this.#dataDir, 'generations'))
    rmSync(this.#paths.staging, { force: true })
    return path
  }

  /** Leaves nothing behind. */
  abandon(): void {
    if (this.#db.open) this.#db.close()
    for (const path of Object.values(this.#paths)) {
      rmSync(path, { force: true })
      rmSync(`${path}-journal`, { force: true })
    }
  }

  #insertRows(table: StagedTable, cells: readonly Cell[]): void {
    const width = STAGED[table].length
    const insert = this.#inserts[table]
    for (let at = 0; at < cells.length; at += width) insert.run(cells.slice(at, at + width))
  }

  #insertMailboxes(cells: readonly Cell[], { bytes, ends }: Entries): void {
    const width = STAGED.bal.length
    let start = 0
    for (const [row, end] of ends.entries()) {
      const { lastInsertRowid } = this.#inserts.bal.run(cells.slice(row * width, (row + 1) * width))
      if (end > start) this.#insertEntry.run(lastInsertRowid, bytes.subarray(start, end))
      start = end
    }
  }

  #counts(): Counts {
    const count = (table: string): number =>
      this.#db.prepare(`SELECT count(*) FROM main.${table}`).pluck().get() as number
    return { professionnels: count('professionnel'), activites: count('activite'), bals: count('bal') }
  }

  /** The three large tables of bytes without an index are left out: nothing in them can contradict anything else. */
  #check(): void {
    const tables = this.#db
      .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT IN ('entree', 'page', 'bloc')")
      .pluck()
      .all() as string[]
    for (const table of tables) {
      const verdict = this.#db.pragma(`main.quick_check(${table})`, { simple: true })
      if (verdict !== 'ok') throw new Error(`the generation is damaged: ${String(verdict)}`)
    }
  }
}

export interface Counts {
  readonly professionnels: number
  readonly activites: number
  readonly bals: number
}

export interface SourceRow {
  readonly name: string
  readonly type: string
  readonly file: string
  readonly date: string
}

function prepareInserts(db: Database.Database): Record<StagedTable, Database.Statement> {
  const insert = (table: StagedTable): Database.Statement => {
    const columns = STAGED[table]
    // Structures and labels need no sorting: they go where they stay.
    const schema = table === 'structure' || table === 'libelle' ? 'main' : 'etape'
    return db.prepare(
      `INSERT INTO ${schema}.${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
  }
  return Object.fromEntries((Object.keys(STAGED) as StagedTable[]).map((table) => [table, insert(table)])) as Record<
    StagedTable,
    Database.Statement
  >
}
