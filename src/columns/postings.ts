import { eachId, type IdSet } from './id-set.js'
import type { ColumnReader, NumberColumn } from './number-column.js'
import type { Numbers } from './numbers.js'
import type { RowSet } from './row-set.js'

/** Lists of more values than this are read from the whole column: page by page they would cost more than it does. */
const SCATTERED = 32

/** Where the rows of one value are read. */
const scratch = new Uint32Array(2048)

export interface PostingsOptions {
  /** The rows are sorted by the letters of the value. */
  readonly sorted?: boolean
  /** The lists stay in memory once they are used. */
  readonly held?: boolean
  /**
   * The number of the value of each row, where values of the same letters share one list: rows that come in the order of the
   * names do so however their words part.
   */
  readonly shared?: NumberColumn | null
}

/**
 * For each value of a dictionary, the rows that hold it, in ascending order. The lists lie one after the other in the
 * order of the values, so that a range of values is one piece of the column.
 */
export class Postings {
  readonly #offsets: NumberColumn
  /** null when the rows are sorted by the value: the list of a value is then the range of rows of its offsets. */
  readonly #entries: NumberColumn | null
  readonly #held: boolean
  readonly #shared: NumberColumn | null

  constructor(
    reader: ColumnReader,
    name: string,
    { sorted = false, held = false, shared = null }: PostingsOptions = {},
  ) {
    this.#offsets = reader.open(`${name}.debuts`)
    this.#entries = sorted ? null : reader.open(`${name}.rangs`)
    this.#held = held
    this.#shared = shared
  }

  /**
   * Rows of all the values together, a row counting once for each of its values. Where values share a list, a range holds all
   * of those that do, and each value of a list of numbers counts as they all do.
   */
  size(set: IdSet): number {
    const offsets = this.#offsets.all()
    if (set.kind === 'range') return offsets[set.high]! - offsets[set.low]!
    let size = 0
    for (const id of set.ids) size += this.#endOf(id, offsets) - offsets[id]!
    return size
  }

  /** Where the list of a value ends. */
  #endOf(id: number, offsets: Numbers): number {
    let next = id + 1
    if (this.#shared !== null) while (next < offsets.length - 1 && offsets[next] === offsets[id]) next++
    return offsets[next]!
  }

  /** Tells the rows of a value among those of its list; null when they all are. */
  #among(id: number, offsets: Numbers): Numbers | null {
    if (this.#shared === null) return null
    return offsets[id + 1] === offsets[id] || (id > 0 && offsets[id - 1] === offsets[id]) ? this.#shared.all() : null
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
  adder(rows: RowSet): (id: number) => void {
    const offsets = this.#offsets.all()
    const entries = this.#entries?.all()
    return (id) => {
      const end = this.#endOf(id, offsets)
      const values = this.#among(id, offsets)
      for (let at = offsets[id]!; at < end; at++) {
        const row = entries === undefined ? at : entries[at]!
        if (values === null || values[row] === id) rows.add(row)
      }
    }
  }

  addTo(rows: RowSet, set: IdSet): void {
    if (set.kind === 'list' && (this.#shared !== null || set.ids.length > SCATTERED)) {
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
