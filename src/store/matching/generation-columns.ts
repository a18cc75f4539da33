import type Database from 'better-sqlite3'
import { Dictionary } from '../../columns/dictionary.js'
import { ColumnReader, type NumberColumn } from '../../columns/number-column.js'
import { Postings } from '../../columns/postings.js'
import { TrigramIndex } from '../../columns/trigram-index.js'
import type { IndexedField } from './field.js'

export interface FieldOptions {
  /** Names of the columns of its values. */
  readonly columns?: readonly string[]
  /** Whether its fragments are indexed. */
  readonly fragments?: boolean
  /** Whether the rows are sorted by this field. */
  readonly sorted?: boolean
  /** Whether the rows that have a value come in the order of the values. */
  readonly ordered?: boolean
  /** Whether its lists stay in memory: they are short, and each is asked alone. */
  readonly held?: boolean
}

/** Opens the columns and dictionaries of one generation, each when it is first used. */
export class GenerationColumns {
  readonly #db: Database.Database
  readonly #reader: ColumnReader
  readonly #fields = new Map<string, IndexedField>()
  readonly #columns = new Map<string, NumberColumn>()
  readonly #trigrams = new Map<string, TrigramIndex>()

  /** @param path of the file of the columns */
  constructor(db: Database.Database, path: string) {
    this.#db = db
    this.#reader = new ColumnReader(db, path)
  }

  close(): void {
    this.#reader.close()
  }

  column(name: string): NumberColumn {
    let column = this.#columns.get(name)
    if (column === undefined) {
      column = this.#reader.open(name)
      this.#columns.set(name, column)
    }
    return column
  }

  /** The index of the fragments of `count` texts. */
  trigrams(name: string, count: number): TrigramIndex {
    let index = this.#trigrams.get(name)
    if (index === undefined) {
      index = new TrigramIndex(this.#reader, name, count)
      this.#trigrams.set(name, index)
    }
    return index
  }

  /** Lists without a dictionary. */
  postings(name: string): Postings {
    return new Postings(this.#reader, name)
  }

  /** A field with its dictionary and its lists. */
  field(name: string, count: number, options: FieldOptions = {}): IndexedField {
    let field = this.#fields.get(name)
    if (field === undefined) {
      const size = this.#db.prepare('SELECT taille FROM dictionnaire WHERE nom = ?').pluck().get(name) as number
      const trigrams = options.fragments === true ? this.trigrams(name, size) : null
      const { sorted = false, ordered = sorted, held = false } = options
      const columns = (options.columns ?? []).map((column) => this.column(column))
      field = {
        dictionary: new Dictionary(this.#db, name, trigrams),
        postings: new Postings(this.#reader, name, { sorted, held, shared: ordered ? columns[0]! : null }),
        columns,
        count,
        ordered,
      }
      this.#fields.set(name, field)
    }
    return field
  }
}
