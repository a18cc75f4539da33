import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RowSet } from '../../src/columns/row-set.js'

const COUNT = 3000

describe('a set of rows', () => {
  it.each([
    ['few', 40],
    ['many', 2000],
  ])('tells places as a plain list does: %s', (_, size) => {
    const sets = fc.uniqueArray(fc.nat(COUNT - 1), { minLength: size / 2, maxLength: size })
    fc.assert(
      fc.property(sets, fc.nat(COUNT), (list, row) => {
        const plain = [...list].sort((one, other) => one - other)
        const rows = new RowSet(COUNT)
        for (const one of plain) rows.add(one)
        expect(rows.size).toBe(plain.length)
        expect(plain.map((_, place) => rows.at(place))).toEqual(plain)
        expect(rows.before(row)).toBe(plain.filter((one) => one < row).length)
        rows.release()
      }),
      { numRuns: 40 },
    )
  })
})
