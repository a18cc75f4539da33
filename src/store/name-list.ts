import type { RowSet } from '../columns/row-set.js'
import type { FoundEntries, NameList, NameOrder } from './directory.js'
import type { RowOrder } from './matching/row-order.js'
import type { NameRows } from './name-rows.js'
import type { PreparedEntries } from './prepared-entries.js'

/** Rows in the order of names, and the windows of it. */
export class RowNameList implements NameList {
  readonly named: number
  readonly count: number
  readonly #rows: NameRows
  readonly #order: RowOrder
  readonly #by: NameOrder
  readonly #entries: PreparedEntries

  constructor(rows: NameRows, order: RowOrder, by: NameOrder, entries: PreparedEntries) {
    const { named, others } = rows.sizes
    this.named = named
    this.count = named + others
    this.#rows = rows
    this.#order = order
    this.#by = by
    this.#entries = entries
  }

  placeOf(words: readonly string[]): number {
    const order = this.#order
    const { named } = this.#rows
    const { name, first } = this.#by.name === 'nom' ? { name: words.join(''), first: null } : order.cut(words)
    return this.#by.reverse ? this.named - named.before(order.past(name, first)) : named.before(order.from(name, first))
  }

  entries(from: number, end: number): FoundEntries {
    const { named, others } = this.#rows
    const last = Math.min(end, this.named)
    const rows = this.#by.reverse ? this.#reversed(from, last) : following(named, from, last)
    rows.push(...following(others, Math.max(0, from - this.named), end - this.named))
    const ranks = rows.map((row) => row + 1)
    // They are read as they lie: those that lie together are read at once.
    const ascending = [...ranks].sort((one, other) => one - other)
    const read = this.#entries.ofRanks(ascending)
    const spans = new Map(ascending.map((rank, at) => [rank, read.entry(at)]))
    return { ranks, entry: (at) => spans.get(ranks[at]!)! }
  }

  /** From the last name to the first; those of one name keep their order, as in any sort. */
  #reversed(from: number, end: number): number[] {
    if (from >= end) return []
    const order = this.#order
    const { named } = this.#rows
    const nameOf = (row: number): [string, string | null] => [
      order.name(row),
      this.#by.name === 'nom' ? null : order.firstName(row),
    ]
    // Whole names: the window may begin and end among those of one.
    const low = order.from(...nameOf(named.at(this.named - end)))
    const high = order.past(...nameOf(named.at(this.named - 1 - from)))
    const rows = following(named, named.before(low), named.before(high))
    const reversed: number[] = []
    for (let last = rows.length; last > 0; ) {
      const [name, first] = nameOf(rows[last - 1]!)
      let start = last - 1
      while (start > 0 && order.compare(rows[start - 1]!, name, first) === 0) start--
      for (let at = start; at < last; at++) reversed.push(rows[at]!)
      last = start
    }
    const skipped = this.named - named.before(high)
    return reversed.slice(from - skipped, end - skipped)
  }
}

/** Rows of a set from one place on and before another. */
function following(rows: RowSet, from: number, end: number): number[] {
  if (from >= end) return []
  const found: number[] = []
  const cursor = rows.cursor(rows.at(from))
  while (found.length < end - from) found.push(cursor())
  return found
}
