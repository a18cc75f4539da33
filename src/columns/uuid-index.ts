import { lowerBound } from './lower-bound.js'
import type { NumberColumn } from './number-column.js'

const one = new Uint32Array(1)

/**
 * Rows by the first 32 bits of their UUIDs. The sorted bits are halved where they lie in the file: it is asked for one UUID now
 * and then, which is not worth eight bytes a row of memory.
 */
export class UuidIndex {
  readonly #starts: NumberColumn
  readonly #rows: NumberColumn

  constructor(starts: NumberColumn, rows: NumberColumn) {
    this.#starts = starts
    this.#rows = rows
  }

  /** The rows whose UUIDs start so: nearly always one at most. */
  rows(start: number): readonly number[] {
    const found: number[] = []
    const starts = this.#starts
    const first = lowerBound(0, starts.length, (place) => read(starts, place) < start)
    for (let at = first; at < starts.length && read(starts, at) === start; at++) found.push(read(this.#rows, at))
    return found
  }
}

function read(column: NumberColumn, at: number): number {
  column.read(at, one, 0, 1)
  return one[0]!
}
