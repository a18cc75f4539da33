import { describe, expect, it } from 'vitest'
import { instantOf } from '../../src/text/instant.js'

const utc = (text: string): string => new Date(instantOf(text)).toISOString()

describe('instantOf', () => {
  it.each([
    ['2026-11-20', '2026-11-19T23:00:00.000Z'],
    ['2026-07-01', '2026-06-30T22:00:00.000Z'],
    ['2026-11-20T03:00', '2026-11-20T02:00:00.000Z'],
    ['2026-11-20T03:00:00', '2026-11-20T02:00:00.000Z'],
    ['2026-11-20 03:00', '2026-11-20T02:00:00.000Z'],
    ['2026-11-20T03:00Z', '2026-11-20T03:00:00.000Z'],
    ['2026-11-20T03:00:00.250z', '2026-11-20T03:00:00.250Z'],
    ['2026-11-20T03:00+01:00', '2026-11-20T02:00:00.000Z'],
    // A plus sign that nobody encoded.
    ['2026-11-20T03:00 01:00', '2026-11-20T02:00:00.000Z'],
    ['2026-11-20T03:00-0530', '2026-11-20T08:30:00.000Z'],
    // Summer time begins on 29 March 2026 at two, and ends on 25 October at three.
    ['2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T01:59', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(utc(text)).toBe(expected)
  })

  it('reads an hour that clocks jump over as one around', () => {
    expect(utc('2026-03-29T02:30')).toMatch(/^2026-03-29T0[01]:30/)
  })

  it.each([
    '',
    '2026',
    '2026-13-01',
    '2026-02-30',
    '2026-02-29',
    '20/11/2026',
    '2026-11-20T25:00',
    '2026-11-20T3:00',
    `${'2'.repeat(1_000_000)}`,
  ])('tells that %s is none', (text) => {
    expect(instantOf(text)).toBeNaN()
  })
})
