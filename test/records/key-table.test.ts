import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KeyTable } from '../../src/records/key-table.js'
import { KnownStructures } from '../../src/records/known.js'

describe('KeyTable', () => {
  it('answers like a Map, whatever is put in, while it grows', () => {
    const key = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
    const value = fc.integer({ min: 0, max: 2 ** 31 - 1 })
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { maxLength: 500 }), fc.array(key), (entries, others) => {
        const table = new KeyTable(8)
        const map = new Map<number, number>()
        for (const [one, other] of entries) {
          table.set(one, other)
          map.set(one, other)
        }
        expect(table.size).toBe(map.size)
        for (const asked of [...map.keys(), ...others]) expect(table.get(asked)).toBe(map.get(asked) ?? -1)
      }),
    )
  })

  it('keeps apart keys that differ only in their high bits', () => {
    const table = new KeyTable(8)
    for (let high = 0; high < 1000; high++) table.set(high * 2 ** 32 + 7, high)
    for (let high = 0; high < 1000; high++) expect(table.get(high * 2 ** 32 + 7)).toBe(high)
  })
})

describe('KnownStructures', () => {
  it('numbers each distinct text once, from 1', () => {
    const structures = new KnownStructures()
    expect(structures.find('a')).toEqual({ id: 1, isNew: true })
    expect(structures.find('b')).toEqual({ id: 2, isNew: true })
    expect(structures.find('a')).toEqual({ id: 1, isNew: false })
  })
})
