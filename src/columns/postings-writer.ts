import type { Numbered } from './dictionary-writer.js'
import type { Target } from './target.js'

/**
 * Writes the lists read by columns/postings.ts.
 * @param size values of the dictionary
 * @param each gives every (row, value), rows in ascending order; it is called twice
 */
export function writePostings(
  target: Target,
  name: string,
  size: number,
  each: (take: (row: number, id: number) => void) => void,
): void {
  const offsets = new Uint32Array(size + 1)
  const last = new Int32Array(size).fill(-1)
  each((row, id) => {
    if (last[id] === row) return
    last[id] = row
    offsets[id + 1]!++
  })
  for (let id = 0; id < size; id++) offsets[id + 1]! += offsets[id]!
  const next = offsets.slice(0, size)
  const entries = new Uint32Array(offsets[size]!)
  last.fill(-1)
  each((row, id) => {
    if (last[id] === row) return
    last[id] = row
    entries[next[id]!++] = row
  })
  target.columns.write(`${name}.debuts`, offsets)
  target.columns.write(`${name}.rangs`, entries)
}

/** Lists of one or more fields that share a dictionary; the empty value has none. */
export function postingsOf(
  target: Target,
  name: string,
  size: number,
  empty: number,
  fields: readonly Numbered[],
): void {
  const length = fields[0]!.rows.length
  writePostings(target, name, size, (take) => {
    for (let row = 0; row < length; row++) {
      for (const { rows } of fields) if (rows[row] !== empty) take(row, rows[row]!)
    }
  })
}

/**
 * Where the list of each value begins, then where the last one ends, in the list of all rows that have a value: those of the
 * same letters share a list, since the rows come in the order of the letters.
 */
export function sharedStarts({ rows, size, empty, shares }: Numbered): Uint32Array {
  const counts = new Uint32Array(size + 1)
  for (let row = 0; row < rows.length; row++) if (rows[row] !== empty) counts[shares[rows[row]!]!]!++
  const starts = new Uint32Array(size + 1)
  let before = 0
  for (let id = 0; id <= size; id++) {
    starts[id] = id < size && shares[id] !== id ? starts[id - 1]! : before
    if (id < size && shares[id] === id) before += counts[id]!
  }
  return starts
}

/** The rows that have a value, in their order. */
export function rowsWithValue({ rows, empty }: Numbered): Uint32Array {
  const found: number[] = []
  for (let row = 0; row < rows.length; row++) if (rows[row] !== empty) found.push(row)
  return Uint32Array.from(found)
}
