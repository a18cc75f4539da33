import { RowSet } from '../columns/row-set.js'

/** The rows of a list: those that have the name it goes by, and the others. They are added in ascending order. */
export class NameRows {
  readonly #isNamed: (row: number) => boolean
  readonly named: RowSet
  readonly others: RowSet
  #sizes: { readonly named: number; readonly others: number } | null = null

  /** @param count rows of the table */
  constructor(count: number, isNamed: (row: number) => boolean) {
    this.#isNamed = isNamed
    this.named = new RowSet(count)
    this.others = new RowSet(count)
  }

  add(row: number): void {
    if (this.#isNamed(row)) this.named.add(row)
    else this.others.add(row)
  }

  /** How many there are, when all were added. */
  get sizes(): { readonly named: number; readonly others: number } {
    this.#sizes ??= { named: this.named.size, others: this.others.size }
    return this.#sizes
  }
}
