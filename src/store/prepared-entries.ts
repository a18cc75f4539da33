import type { NumberColumn } from '../columns/number-column.js'
import type { FoundEntries } from './directory.js'
import { EntrySlabs, type Span } from './entry-slabs.js'
import type { GenerationColumns } from './matching/generation-columns.js'

/** Entries read at once at most: an answer may need fewer than there are. */
const AT_ONCE = 32
/** Reading so many bytes that nobody wants costs less than reading once more. */
const GAP = 4096
/** Longer entries, which the feeds do not have, are not kept. */
const LONGEST = 16 * 1024

interface Reading {
  /** Where the entry of each row starts, and where the last one ends. */
  readonly starts: Float64Array
  readonly slabs: EntrySlabs
}

/** Reads the mailboxes that the import prepared, which lie in rank order. Rows count from 0, ranks from 1. */
export class PreparedEntries {
  readonly #bytes: NumberColumn
  readonly #columns: GenerationColumns
  readonly #time: () => number
  /** Made when an entry is first asked for. */
  #reading: Reading | null = null

  /** @param time a number that changes when nobody holds the directory any more */
  constructor(columns: GenerationColumns, time: () => number) {
    this.#columns = columns
    this.#time = time
    this.#bytes = columns.column('bal.entree')
  }

  /** Entries are read a few at a time, as they are asked for. @param ranks in ascending order */
  ofRanks(ranks: readonly number[]): FoundEntries {
    return { ranks, entry: (at) => this.#entry(ranks, at) }
  }

  /** @param row of the table */
  ofRow(row: number): Span {
    return this.#entry([row + 1], 0)
  }

  #entry(ranks: readonly number[], at: number): Span {
    const { starts, slabs } = this.#prepared()
    const rang = ranks[at]!
    const row = rang - 1
    const length = starts[rang]! - starts[row]!
    if (length > LONGEST) {
      const bytes = Buffer.allocUnsafe(length)
      this.#bytes.read(starts[row]!, bytes, 0, length)
      return { bytes, start: 0, end: length }
    }
    if (!slabs.has(row)) {
      const high = endOfRun(starts, ranks, at)
      const { bytes, start, end } = slabs.room(starts, row, high)
      this.#bytes.read(starts[row]!, bytes, start, end - start)
    }
    return slabs.get(row, length)
  }

  #prepared(): Reading {
    if (this.#reading === null) {
      const lengths = this.#columns.column('bal.entree.longueurs').all()
      const starts = new Float64Array(lengths.length + 1)
      for (let row = 0; row < lengths.length; row++) starts[row + 1] = starts[row]! + lengths[row]!
      this.#reading = { starts, slabs: new EntrySlabs(lengths.length, this.#time) }
    }
    return this.#reading
  }
}

/** First row after those to read together with the rank at a place of the list. */
function endOfRun(starts: Float64Array, ranks: readonly number[], first: number): number {
  const most = Math.min(ranks.length, first + AT_ONCE)
  let end = ranks[first]!
  for (let at = first + 1; at < most; at++) {
    const rang = ranks[at]!
    if (starts[rang - 1]! - starts[end]! > GAP || starts[rang]! - starts[rang - 1]! > LONGEST) break
    end = rang
  }
  return end
}
