import { describe, expect, it } from 'vitest'
import { nationalIdentifiers, parseIdentifier } from '../../src/records/identifier.js'

describe('parseIdentifier', () => {
  it('takes 8 and 11 digits as RPPS, and checks the key', () => {
    expect(parseIdentifier('810000000018')).toMatchObject({ national: '810000000018', keyValid: false })
    expect(parseIdentifier('810107592585')).toMatchObject({ keyValid: true })
  })

  it('takes 0 and 9 characters as ADELI, Corsica included, and checks no key', () => {
    expect(parseIdentifier('0012800736')?.keyValid).toBe(true)
    expect(parseIdentifier('02A2800736')?.keyValid).toBe(true)
  })

  it.each(['', '8', '81010759258', '8101075925855', '800AMAR12', '5123456789', '0A12345678'])(
    'refuses %j',
    (written) => {
      expect(parseIdentifier(written)).toBeNull()
    },
  )

  it('gives different keys to different numbers', () => {
    const keys = ['810000000001', '0010000000', '0000000001', '02A0000001'].map((id) => parseIdentifier(id)?.key)
    expect(new Set(keys).size).toBe(4)
  })
})

describe('nationalIdentifiers', () => {
  it('accepts a number with and without its type digit', () => {
    expect(nationalIdentifiers('10107592585')).toEqual(['810107592585'])
    expect(nationalIdentifiers(' 810107592585 ')).toEqual(['810107592585'])
    expect(nationalIdentifiers('2a2800736')).toEqual(['02A2800736'])
    expect(nationalIdentifiers('02A2800736')).toEqual(['02A2800736'])
  })
})
