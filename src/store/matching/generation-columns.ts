import type Database from 'better-sqlite3'
import { Dictionary } from '../../columns/dictionary.js'
import { ColumnReader, type NumberColumn } from '../../columns/number-column.js'
import { Postings } from '../../columns/postings.js'
import { TrigramIndex } from '../../columns/trigram-index.js'
import { type Indexed, type IndexRule, indexRule, nameOf, type Table, valueColumns } from '../layout.js'
import type { IndexedField } from './field.js'

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

  /**
   * A field with its dictionary and its lists, as the layout says.
   * @param count rows of the table
   */
  field<T extends Table>(table: T, field: Indexed<T>, count: number): IndexedField {
    const name = nameOf(table, field)
    let known = this.#fields.get(name)
    if (known === undefined) {
      known = this.#open(name, indexRule(table, field), count)
      this.#fields.set(name, known)
    }
    return known
  }

  #open(name: string, rule: IndexRule, count: number): IndexedField {
    const size = this.#db.prepare('SELECT taille FROM dictionnaire WHERE nom = ?').pluck().get(name) as number
    const trigrams = rule.fragments === true ? this.trigrams(name, size) : null
    const sorted = rule.sorted === true
    const ordered = sorted || rule.ordered === true
    const columns = valueColumns(name, rule).map((column) => this.column(column))
    const shared = ordered ? columns[0]! : null
    return {
      dictionary: new Dictionary(this.#db, name, trigrams),
      postings: new Postings(this.#reader, name, { sorted, held: rule.held === true, shared }),
      columns,
      count,
      ordered,
    }
  }
}
