import type { Target } from './target.js'

/** Half of the bits of a number are sorted at a time. */
const BITS = 16
const VALUES = 1 << BITS

/** The starts of the rows' UUIDs, sorted, by which a row is found again (columns/uuid-index.ts). */
export class UuidWriter {
  readonly #starts: Uint32Array
  #rows = 0

  constructor(rows: number) {
    this.#starts = new Uint32Array(rows)
  }

  /** @param start of the UUID of the next row (values/identity.ts) */
  push(start: number): void {
    this.#starts[this.#rows++] = start
  }

  finish(target: Target, name: string): void {
    const starts = this.#starts
    const rows = byHalf(byHalf(Uint32Array.from(starts.keys()), starts, 0), starts, BITS)
    target.columns.write(
      name,
      rows.map((row) => starts[row]!),
    )
    target.columns.write(`${name}.rangs`, rows)
  }
}

/** A counting sort of rows by some bits of their numbers, which keeps the order of equal ones. */
function byHalf(rows: Uint32Array, numbers: Uint32Array, shift: number): Uint32Array {
  const next = new Uint32Array(VALUES + 1)
  const half = (row: number): number => (numbers[row]! >>> shift) & (VALUES - 1)
  for (const row of rows) next[half(row) + 1]!++
  for (let value = 0; value < VALUES; value++) next[value + 1]! += next[value]!
  const sorted = new Uint32Array(rows.length)
  for (const row of rows) sorted[next[half(row)]!++] = row
  return sorted
}
