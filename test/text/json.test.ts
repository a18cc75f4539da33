import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonRemembered, toJson } from '../../src/text/json.js'

const text = fc.string({ unit: 'binary' })
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 5 }),
    fc.dictionary(text, fc.oneof(tie('any'), fc.constant(undefined)), { maxKeys: 5 }),
  ),
})).any

describe('JSON', () => {
  it('is what JSON.stringify writes', () => {
    fc.assert(
      fc.property(value, (any) => {
        expect(toJson(any)).toBe(JSON.stringify(any))
      }),
    )
  })

  it('is the same where parts are remembered', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(text, value)), text, (parts, name) => {
        const remembered = parts.map(jsonRemembered)
        expect(toJson({ parts: remembered, [name]: remembered[0] ?? null })).toBe(
          JSON.stringify({ parts, [name]: parts[0] ?? null }),
        )
      }),
    )
  })

  it.each(['\ud800', '\u2028', '\u007f', '"', '\\', '\u0000', 'é😀', 'x'.repeat(300)])('writes %j', (odd) => {
    expect(toJson({ odd })).toBe(JSON.stringify({ odd }))
  })
})
