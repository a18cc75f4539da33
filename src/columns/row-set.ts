import type { Numbers } from './numbers.js'

/** More rows than this are held as one bit for each row of the table. */
const FEW = 512

/** Bits of sets that are no longer used, all zero, by their length: made anew for each search, they keep the garbage collector busy. */
const spare = new Map<number, Uint32Array[]>()
const SPARES = 16

/** A set of row numbers, filled in any order and read in ascending order. */
export class RowSet {
  readonly #count: number
  #few: number[] = []
  #bits: Uint32Array | null = null

  /** @param count rows of the table */
  constructor(count: number) {
    this.#count = count
  }

  add(row: number): void {
    if (this.#bits !== null) this.#bits[row >>> 5]! |= 1 << (row & 31)
    else if (this.#few.push(row) > FEW) this.#spread()
  }

  addAll(rows: Numbers): void {
    if (this.#bits === null && this.#few.length + rows.length > FEW) this.#spread()
    const bits = this.#bits
    if (bits === null) for (const row of rows) this.#few.push(row)
    else {
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at]!
        bits[row >>> 5]! |= 1 << (row & 31)
      }
    }
  }

  /** @param high first row after the range */
  addRange(low: number, high: number): void {
    if (this.#bits === null && this.#few.length + high - low > FEW) this.#spread()
    const bits = this.#bits
    if (bits === null) {
      for (let row = low; row < high; row++) this.#few.push(row)
      return
    }
    let row = low
    for (; row < high && (row & 31) !== 0; row++) bits[row >>> 5]! |= 1 << (row & 31)
    for (; row + 32 <= high; row += 32) bits[row >>> 5] = 0xffff_ffff
    for (; row < high; row++) bits[row >>> 5]! |= 1 << (row & 31)
  }

  addSet(other: RowSet): void {
    if (other.#bits !== null) this.addBits(other.#bits)
    else for (const row of other.#few) this.add(row)
  }

  /** @param words a bit for each row of the table */
  addBits(words: Uint32Array): void {
    if (this.#bits === null) this.#spread()
    const bits = this.#bits!
    for (let word = 0; word < bits.length; word++) bits[word]! |= words[word]!
  }

  /** Rows in the set; those added twice may count twice while they are few. */
  get size(): number {
    if (this.#bits === null) return this.#few.length
    let size = 0
    for (const word of this.#bits) size += ones(word)
    return size
  }

  /** Gives the rows from `from` on and before `end`, in ascending order, each once, then -1. */
  cursor(from: number, end = this.#count): () => number {
    return this.#bits === null ? sortedCursor(this.#few, from, end) : bitCursor(this.#bits, from, end)
  }

  /** How many rows of a set that was filled in ascending order come before one. */
  before(row: number): number {
    const bits = this.#bits
    if (bits === null) {
      const at = this.#few.findIndex((one) => one >= row)
      return at === -1 ? this.#few.length : at
    }
    const whole = row >>> 5
    let count = 0
    for (let word = 0; word < whole; word++) count += ones(bits[word]!)
    return whole < bits.length ? count + ones(bits[whole]! & ~(-1 << (row & 31))) : count
  }

  /** The row at a place, counted from 0, of a set that was filled in ascending order and has as many. */
  at(place: number): number {
    const bits = this.#bits
    if (bits === null) return this.#few[place]!
    let left = place
    let word = 0
    for (let here = ones(bits[0]!); here <= left; here = ones(bits[++word]!)) left -= here
    let rest = bits[word]!
    for (; left > 0; left--) rest &= rest - 1
    return word * 32 + 31 - Math.clz32(rest & -rest)
  }

  /** A quick test of membership. */
  tester(): (row: number) => boolean {
    if (this.#bits === null) {
      const few = new Set(this.#few)
      return (row) => few.has(row)
    }
    const bits = this.#bits
    return (row) => ((bits[row >>> 5]! >>> (row & 31)) & 1) === 1
  }

  /** Gives the room of the set back: it must not be used any more. */
  release(): void {
    const bits = this.#bits
    if (bits === null) return
    this.#bits = null
    let spares = spare.get(bits.length)
    if (spares === undefined) {
      spares = []
      spare.set(bits.length, spares)
    }
    if (spares.length < SPARES) spares.push(bits.fill(0))
  }

  #spread(): void {
    const length = (this.#count + 31) >>> 5
    const bits = spare.get(length)?.pop() ?? new Uint32Array(length)
    for (const row of this.#few) bits[row >>> 5]! |= 1 << (row & 31)
    this.#bits = bits
    this.#few = []
  }
}

/** Bits set in a word, added up in halves, quarters and so on. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555)
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333)
  return (((fours + (fours >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24
}

function sortedCursor(few: readonly number[], from: number, end: number): () => number {
  const sorted = ascend(few) ? few : new Uint32Array(few).sort()
  let at = 0
  while (at < sorted.length && sorted[at]! < from) at++
  let last = -1
  return () => {
    while (at < sorted.length && sorted[at] === last) at++
    if (at >= sorted.length || sorted[at]! >= end) return -1
    last = sorted[at++]!
    return last
  }
}

function ascend(rows: readonly number[]): boolean {
  for (let at = 1; at < rows.length; at++) if (rows[at]! < rows[at - 1]!) return false
  return true
}

function bitCursor(bits: Uint32Array, from: number, end: number): () => number {
  let word = from >>> 5
  let rest = word < bits.length ? bits[word]! & (-1 << (from & 31)) : 0
  return () => {
    while (rest === 0) {
      word++
      if (word >= bits.length) return -1
      rest = bits[word]!
    }
    const row = word * 32 + 31 - Math.clz32(rest & -rest)
    if (row >= end) return -1
    rest &= rest - 1
    return row
  }
}
