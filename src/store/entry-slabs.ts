/** Part of some bytes, which nobody changes while the directory that it comes from is held. */
export interface Span {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
}

const SLAB_BITS = 20
const SLAB_BYTES = 1 << SLAB_BITS
/** 64 MB: a sixth of the mailboxes of the country. */
const SLABS = 64

/**
 * Keeps the entries that were read last, by their row. They lie in a few large slabs, which are filled one after the
 * other and used again: half a million small buffers would be as many objects for the garbage collector.
 */
export class EntrySlabs {
  readonly #slabs: (Buffer | undefined)[] = Array(SLABS)
  /** First row and end of each run of rows in a slab, to forget them with it. */
  readonly #runs: number[][] = Array.from({ length: SLABS }, () => [])
  /** Slab and start of the entry of each row, plus one; 0 for those that are not kept. */
  readonly #places: Uint32Array
  /** When each slab was last used. */
  readonly #used = new Float64Array(SLABS).fill(Number.NaN)
  readonly #time: () => number
  #slab = 0
  #filled = SLAB_BYTES

  /** @param time a number that changes when nobody holds a span any more */
  constructor(rows: number, time: () => number) {
    this.#places = new Uint32Array(rows)
    this.#time = time
  }

  has(row: number): boolean {
    return this.#places[row] !== 0
  }

  /** An entry that is kept, of the length given. */
  get(row: number, length: number): Span {
    const place = this.#places[row]! - 1
    const start = place & (SLAB_BYTES - 1)
    const slab = place >>> SLAB_BITS
    this.#used[slab] = this.#time()
    return { bytes: this.#slabs[slab]!, start, end: start + length }
  }

  /**
   * Room for the entries of some rows that follow each other.
   * @param starts where the entry of each row starts in the file
   * @param high first row after the last one
   */
  room(starts: Float64Array, low: number, high: number): Span {
    const length = starts[high]! - starts[low]!
    if (length > SLAB_BYTES) throw new Error(`entries of ${length} bytes do not fit`)
    if (this.#filled + length > SLAB_BYTES) this.#nextSlab()
    const start = this.#filled
    this.#filled += length
    this.#used[this.#slab] = this.#time()
    const first = this.#slab * SLAB_BYTES + start + 1 - starts[low]!
    for (let row = low; row < high; row++) this.#places[row] = first + starts[row]!
    this.#runs[this.#slab]!.push(low, high)
    return { bytes: this.#slabs[this.#slab]!, start, end: start + length }
  }

  #nextSlab(): void {
    this.#slab = (this.#slab + 1) % SLABS
    const runs = this.#runs[this.#slab]!
    for (let at = 0; at < runs.length; at += 2) this.#forget(runs[at]!, runs[at + 1]!)
    runs.length = 0
    const now = this.#time()
    // Spans of the old one may still be held: their holder keeps it.
    if (this.#slabs[this.#slab] === undefined || this.#used[this.#slab] === now) {
      this.#slabs[this.#slab] = Buffer.allocUnsafeSlow(SLAB_BYTES)
    }
    this.#used[this.#slab] = now
    this.#filled = 0
  }

  /** Rows that were read again since lie in another slab. */
  #forget(low: number, high: number): void {
    for (let row = low; row < high; row++) {
      if (this.#places[row]! !== 0 && (this.#places[row]! - 1) >>> SLAB_BITS === this.#slab) this.#places[row] = 0
    }
  }
}
