import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinCells, splitCells } from '../../src/text/cells.js'

describe('joined cells', () => {
  it('come back as they were, missing ones empty', () => {
    const cell = fc.option(fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\u001f', '')))
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        expect(splitCells(joinCells(cells))).toEqual(cells.map((one) => one ?? ''))
      }),
    )
  })

  it('keep their places when one holds the mark between them', () => {
    expect(splitCells(joinCells(['a', 'b\u001fc', null, 'd']))).toEqual(['a', 'b c', '', 'd'])
  })
})
