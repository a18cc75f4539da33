import type Database from 'better-sqlite3'
import type { NumberColumn } from './columns/number-column.js'
import type { Ranked } from './directory.js'
import type { GenerationColumns } from './matching/generation-columns.js'

/** Part of some bytes, which nobody changes. */
export interface Span {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
}

/** Entries read at once at most: an answer may need fewer than there are. */
const AT_ONCE = 32
/** Reading so many bytes that nobody wants costs less than reading once more. */
const GAP = 4096
/** Spans are cut out of buffers of this size: one for each span would keep the garbage collector busy. */
const SLAB = 256 * 1024

/** Reads the mailboxes that the import prepared, which lie in rank order. */
export class PreparedEntries {
  readonly #bytes: NumberColumn
  readonly #rankOf: Database.Statement
  readonly #columns: GenerationColumns
  #slab = Buffer.alloc(0)
  #filled = 0
  /** Where the entry of each rank starts, and where the last one ends; null until one is asked for. */
  #known: Float64Array | null = null

  constructor(db: Database.Database, columns: GenerationColumns) {
    this.#columns = columns
    this.#bytes = columns.column('bal.entree')
    this.#rankOf = db.prepare('SELECT rang FROM bal WHERE adresse_pliee = ? AND source = ?').pluck()
  }

  /** Entries are read a few at a time, as they are asked for. @param ranks in ascending order */
  *ofRanks(ranks: readonly number[]): Generator<Ranked<Span>> {
    const starts = this.#starts
    for (let at = 0; at < ranks.length; ) {
      const next = together(starts, ranks, at)
      const from = starts[ranks[at]! - 1]!
      const { bytes, start } = this.#read(from, starts[ranks[next - 1]!]!)
      const offset = start - from
      for (; at < next; at++) {
        const rang = ranks[at]!
        yield { rang, value: { bytes, start: starts[rang - 1]! + offset, end: starts[rang]! + offset } }
      }
    }
  }

  /** @param address in lower case */
  ofAddress(address: string, source: string): Span | null {
    const rank = this.#rankOf.get(address, source) as number | undefined
    return rank === undefined ? null : this.#read(this.#starts[rank - 1]!, this.#starts[rank]!)
  }

  get #starts(): Float64Array {
    if (this.#known === null) {
      const lengths = this.#columns.column('bal.entree.longueurs').all()
      this.#known = new Float64Array(lengths.length + 1)
      for (let row = 0; row < lengths.length; row++) this.#known[row + 1] = this.#known[row]! + lengths[row]!
    }
    return this.#known
  }

  #read(from: number, to: number): Span {
    const length = to - from
    if (this.#filled + length > this.#slab.length) {
      this.#slab = Buffer.allocUnsafeSlow(Math.max(SLAB, length))
      this.#filled = 0
    }
    const start = this.#filled
    this.#bytes.read(from, this.#slab, start, length)
    this.#filled += length
    return { bytes: this.#slab, start, end: start + length }
  }
}

/** Place in the list after the ranks to read together with the one at a place. */
function together(starts: Float64Array, ranks: readonly number[], first: number): number {
  const most = Math.min(ranks.length, first + AT_ONCE)
  let next = first + 1
  while (next < most && starts[ranks[next]! - 1]! - starts[ranks[next - 1]!]! <= GAP) next++
  return next
}
