import { describe, expect, it } from 'vitest'
import { validate } from '../../src/ldap/ber/validate.js'
import { equality, int, message, octets, search, tlv } from './ber.js'
import { hostileFrames } from './hostile-frames.js'

describe('validate', () => {
  it('accepts a search', () => {
    expect(validate(message(1, search()))).toBe('sound')
  })

  it.each(Object.entries(hostileFrames))('refuses a frame with %s', (_, frame) => {
    expect(validate(frame)).toBe('malformed')
  })

  it('refuses a tree too deep or too wide, without recursion', () => {
    let deep = equality('cn', 'x')
    for (let level = 0; level < 5000; level++) deep = tlv(0xa2, deep)
    expect(validate(message(1, search({ filter: deep })))).toBe('too complex')
    const wide = tlv(0xa1, ...Array.from({ length: 5000 }, () => equality('cn', 'x')))
    expect(validate(message(1, search({ filter: wide })))).toBe('too complex')
  })

  it('does not take a malformed message for a deep one', () => {
    let deep: Buffer = Buffer.from([0x04, 0x05, 0x61])
    for (let level = 0; level < 150; level++) deep = tlv(0xa2, deep)
    expect(validate(tlv(0x30, int(1), deep))).toBe('malformed')
  })

  it('refuses tags written over several bytes', () => {
    expect(validate(tlv(0x30, int(1), tlv(0x1f, octets('x'))))).toBe('malformed')
  })
})
