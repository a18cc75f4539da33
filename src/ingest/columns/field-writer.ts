import { DictionaryWriter, type Numbered } from '../../columns/dictionary-writer.js'
import { PairWriter } from '../../columns/pair-writer.js'
import { postingsOf, rowsWithValue, sharedStarts } from '../../columns/postings-writer.js'
import type { Target } from '../../columns/target.js'
import { type Indexed, type IndexRule, indexRule, nameOf, type Table, valueColumns } from '../../store/layout.js'

/** Writes one field of a table as the layout says (store/layout.ts), which is how it is read. */
export class FieldWriter {
  readonly #name: string
  readonly #rule: IndexRule
  /** Values of a row: one, two of one dictionary, or any number of them. */
  readonly #single: DictionaryWriter | null
  readonly #pairs: PairWriter | null
  readonly #width: number
  #next = 0

  /** @param rows foreseen, where each has a value of its own */
  static of<T extends Table>(table: T, field: Indexed<T>, rows?: number): FieldWriter {
    return new FieldWriter(nameOf(table, field), indexRule(table, field), rows)
  }

  private constructor(name: string, rule: IndexRule, rows?: number) {
    this.#name = name
    this.#rule = rule
    this.#width = rule.from !== null && typeof rule.from !== 'string' ? rule.from.length : 1
    this.#pairs = rule.values === undefined ? null : new PairWriter(name)
    this.#single = rule.values === undefined ? new DictionaryWriter(name, rows) : null
  }

  /** SQL expressions of what `add` takes. */
  get cells(): readonly string[] {
    const { from } = this.#rule
    if (from === null) return []
    return typeof from === 'string' ? [from] : from
  }

  /**
   * @param row in ascending order; those left out have no value
   * @param cells of the row; its own begin at `at`
   */
  add(row: number, cells: readonly string[], at = 0): void {
    if (this.#pairs !== null) {
      for (const value of this.#rule.values!(cells[at]!)) if (value !== '') this.#pairs.add(row, value)
      return
    }
    for (; this.#next < row; this.#next++) for (let cell = 0; cell < this.#width; cell++) this.#single!.push('')
    for (let cell = 0; cell < this.#width; cell++) this.#single!.push(cells[at + cell]!)
    this.#next++
  }

  /** @param also is given the sorted values, where a row has one at most */
  finish(target: Target, also?: (values: readonly string[]) => void): void {
    const fragments = this.#rule.fragments === true
    if (this.#pairs !== null) this.#pairs.finish(target, fragments)
    else this.#write(target, this.#single!.finish(target, fragments, also))
  }

  #write(target: Target, numbered: Numbered): void {
    const parts = Array.from({ length: this.#width }, (_, offset) => this.#part(numbered, offset))
    for (const [at, column] of valueColumns(this.#name, this.#rule).entries()) {
      target.columns.write(column, parts[at]!.rows)
    }
    const { sorted, ordered } = this.#rule
    if (sorted !== true && ordered !== true) {
      postingsOf(target, this.#name, numbered.size, numbered.empty, parts)
      return
    }
    // The list of a name is a range of rows, those of the same letters sharing one.
    target.columns.write(`${this.#name}.debuts`, sharedStarts(numbered))
    if (ordered === true) target.columns.write(`${this.#name}.rangs`, rowsWithValue(numbered))
  }

  #part(numbered: Numbered, offset: number): Numbered {
    if (this.#width === 1) return numbered
    return { ...numbered, rows: numbered.rows.filter((_, at) => at % this.#width === offset) }
  }
}
