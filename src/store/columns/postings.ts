import { eachId, type IdSet } from './id-set.js'
import type { ColumnReader, NumberColumn } from './number-column.js'
import type { Numbers } from './numbers.js'
import type { Rows } from './rows.js'

/** Lists of more values than this are read from the whole column: page by page they would cost more than it does. */
const SCATTERED = 32

/** Where the rows of one value are read. */
const scratch = new Uint32Array(2048)

/**
 * For each value of a dictionary, the rows that hold it, in ascending order. The lists lie one after the other in the
 * order of the values, so that a range of values is one piece of the column.
 */
export class Postings {
  readonly #offsets: NumberColumn
  /** null when the rows are sorted by the value: the list of a value is then the range of rows of its offsets. */
  readonly #entries: NumberColumn | null
  readonly #held: boolean

  /**
   * @param sorted the rows are sorted by the value
   * @param held the lists stay in memory once they are used
   */
  constructor(reader: ColumnReader, name: string, sorted: boolean, held = false) {
    this.#offsets = reader.open(`${name}.debuts`)
    this.#entries = sorted ? null : reader.open(`${name}.rangs`)
    this.#held = held
  }

  /** Rows of all the values together, a row counting once for each of its values. */
  size(set: IdSet): number {
    const offsets = this.#offsets.all()
    if (set.kind === 'range') return offsets[set.high]! - offsets[set.low]!
    let size = 0
    for (const id of set.ids) size += offsets[id + 1]! - offsets[id]!
    return size
  }

  /** The rows of the values when they are one range; null otherwise. */
  rangeOf(set: IdSet): { readonly low: number; readonly high: number } | null {
    if (this.#entries !== null || set.kind === 'list') return null
    const offsets = this.#offsets.all()
    return { low: offsets[set.low]!, high: offsets[set.high]! }
  }

  /** First row of the first of some values, and the one after the last row of the last. */
  extent({ low, high }: { readonly low: number; readonly high: number }): {
    readonly low: number
    readonly high: number
  } {
    const offsets = this.#offsets.all()
    const [first, end] = [offsets[low]!, offsets[high]!]
    if (this.#entries === null || first === end) return { low: first, high: end }
    const entries = this.#entries.all()
    return { low: entries[first]!, high: entries[end - 1]! + 1 }
  }

  /**
   * Gives the rows of a range of values that lie in `from` … `end`, in ascending order, then -1; null when that takes more
   * than reading them one after the other. It lasts until the next one is made.
   * @param ascending the rows of a value come after those of the values before it
   */
  cursor(set: IdSet, ascending: boolean, from: number, end: number): (() => number) | null {
    if (set.kind === 'list' || (!ascending && set.high - set.low > 1)) return null
    const offsets = this.#offsets.all()
    const last = offsets[set.high]!
    let at = offsets[set.low]!
    if (this.#entries === null) {
      const high = Math.min(last, end)
      at = Math.max(at, from)
      return () => (at < high ? at++ : -1)
    }
    if (this.#held) return ascendingCursor(this.#entries.all(), at, last, from, end)
    const length = last - at
    if (length > scratch.length) return null
    this.#entries.read(at, scratch, 0, length)
    return ascendingCursor(scratch, 0, length, from, end)
  }

  /** Adds the rows of many values that are asked one by one, which are then worth having in memory. */
  adder(rows: Rows): (id: number) => void {
    const offsets = this.#offsets.all()
    const entries = this.#entries?.all()
    return (id) => {
      const end = offsets[id + 1]!
      for (let at = offsets[id]!; at < end; at++) rows.add(entries === undefined ? at : entries[at]!)
    }
  }

  addTo(rows: Rows, set: IdSet): void {
    if (set.kind === 'list' && set.ids.length > SCATTERED) {
      set.ids.forEach(this.adder(rows))
      return
    }
    this.#each(set, (low, high) => {
      if (this.#entries === null) rows.addRange(low, high)
      else if (this.#held) {
        const entries = this.#entries.all()
        for (let at = low; at < high; at++) rows.add(entries[at]!)
      } else this.#entries.pieces(low, high, (piece) => rows.addAll(piece))
    })
  }

  /** Number of the value whose list holds a row, where the rows are sorted by the value. */
  valueOf(row: number): number {
    const offsets = this.#offsets.all()
    let low = 0
    let high = offsets.length - 1
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (offsets[middle]! <= row) low = middle
      else high = middle
    }
    return low
  }

  #each(set: IdSet, take: (low: number, high: number) => void): void {
    const offsets = this.#offsets.all()
    if (set.kind === 'range') {
      if (offsets[set.low]! < offsets[set.high]!) take(offsets[set.low]!, offsets[set.high]!)
    } else eachId(set, (id) => take(offsets[id]!, offsets[id + 1]!))
  }
}

/** The rows between two places of a list that lie in `from` … `end`. */
function ascendingCursor(rows: Numbers, low: number, high: number, from: number, end: number): () => number {
  let at = low
  while (at < high && rows[at]! < from) at++
  return () => (at < high && rows[at]! < end ? rows[at++]! : -1)
}
