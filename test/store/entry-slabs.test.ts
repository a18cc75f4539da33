import { describe, expect, it } from 'vitest'
import { EntrySlabs } from '../../src/store/entry-slabs.js'

const ROWS = 100_000
/** About 80 MB in all: more than the slabs hold. */
const starts = Float64Array.from({ length: ROWS + 1 }, (_, row) => row * 800 + (row % 7))
const lengthOf = (row: number): number => starts[row + 1]! - starts[row]!

function fill(slabs: EntrySlabs, low: number, high: number): void {
  const { bytes, start } = slabs.room(starts, low, high)
  for (let row = low; row < high; row++) {
    const from = start + starts[row]! - starts[low]!
    bytes.writeUInt32LE(row, from)
    bytes.writeUInt32LE(row, from + lengthOf(row) - 4)
  }
}

function rowsIn(slabs: EntrySlabs): { right: number; wrong: number } {
  let right = 0
  let wrong = 0
  for (let row = 0; row < ROWS; row++) {
    if (!slabs.has(row)) continue
    const { bytes, start, end } = slabs.get(row, lengthOf(row))
    if (bytes.readUInt32LE(start) === row && bytes.readUInt32LE(end - 4) === row) right += 1
    else wrong += 1
  }
  return { right, wrong }
}

describe('EntrySlabs', () => {
  it('keeps the entries read last, each in its place, and forgets the others', () => {
    const slabs = new EntrySlabs(ROWS, () => true)
    for (let row = 0; row < ROWS; row += 25) fill(slabs, row, row + 25)
    const { right, wrong } = rowsIn(slabs)
    expect(wrong).toBe(0)
    expect(right).toBeGreaterThan(70_000)
    expect(slabs.has(0)).toBe(false)
    expect(slabs.has(ROWS - 1)).toBe(true)
    // Some are read again in other runs than before.
    for (let row = 10; row < 20_000; row += 40) fill(slabs, row, row + 30)
    for (let row = 90_000; row < 99_960; row += 40) fill(slabs, row, row + 30)
    for (let row = 0; row < 60_000; row += 25) fill(slabs, row, row + 25)
    expect(rowsIn(slabs).wrong).toBe(0)
  })

  it('leaves alone what somebody else still reads', () => {
    let alone = true
    const slabs = new EntrySlabs(ROWS, () => alone)
    fill(slabs, 0, 25)
    const held = slabs.get(7, lengthOf(7))
    alone = false
    for (let row = 25; row < ROWS; row += 25) fill(slabs, row, row + 25)
    expect(slabs.has(7)).toBe(false)
    expect(held.bytes.readUInt32LE(held.start)).toBe(7)
    alone = true
    for (let row = 0; row < ROWS; row += 25) fill(slabs, row, row + 25)
    expect(rowsIn(slabs).wrong).toBe(0)
  })
})
