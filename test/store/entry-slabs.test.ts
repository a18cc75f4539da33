import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EntrySlabs, type Span } from '../../src/store/entry-slabs.js'

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

const holds = ({ bytes, start, end }: Span, row: number): boolean =>
  bytes.readUInt32LE(start) === row && bytes.readUInt32LE(end - 4) === row

describe('EntrySlabs', () => {
  it('keeps the entries read last, and forgets the others', () => {
    let time = 0
    const slabs = new EntrySlabs(ROWS, () => time)
    for (let row = 0; row < ROWS; row += 25) {
      fill(slabs, row, row + 25)
      time++
    }
    let kept = 0
    for (let row = 0; row < ROWS; row++) {
      if (!slabs.has(row)) continue
      kept += 1
      expect(holds(slabs.get(row, lengthOf(row)), row)).toBe(true)
    }
    expect(kept).toBeGreaterThan(70_000)
    expect(slabs.has(0)).toBe(false)
    expect(slabs.has(ROWS - 1)).toBe(true)
  })

  it('leaves alone what a search holds, even what was kept long before it', () => {
    // A search: how far it reads on, and places of what it takes from among the entries that are kept.
    const search = fc.record({ ahead: fc.nat(4000), kept: fc.array(fc.nat(ROWS - 1), { maxLength: 20 }) })
    fc.assert(
      fc.property(fc.array(search, { minLength: 40, maxLength: 60 }), (searches) => {
        let time = 0
        const slabs = new EntrySlabs(ROWS, () => time)
        let next = 0
        for (const { ahead, kept } of searches) {
          time++
          const held: [Span, number][] = []
          const take = (row: number): void => {
            if (!slabs.has(row)) fill(slabs, row, row + 1)
            held.push([slabs.get(row, lengthOf(row)), row])
          }
          kept.forEach(take)
          for (let count = 0; count < ahead; count += 25) {
            const row = next % (ROWS - 25)
            if (!slabs.has(row)) fill(slabs, row, row + 25)
            take(row)
            next += 25
          }
          if (!held.every(([span, row]) => holds(span, row))) return false
        }
        return true
      }),
      { numRuns: 15 },
    )
  })
})
