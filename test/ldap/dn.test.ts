import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeValue } from '../../src/ldap/dn/escape-value.js'
import { parseName } from '../../src/ldap/dn/name.js'
import { dnKey, rdnKey } from '../../src/ldap/dn/name-key.js'
import { parseDn } from '../../src/ldap/dn/parse-dn.js'

describe('parseDn', () => {
  it.each([
    ['', []],
    ['dc=fr', [[{ type: 'dc', value: 'fr' }]]],
    ['ou = national , dc=fr', [[{ type: 'ou', value: 'national' }], [{ type: 'dc', value: 'fr' }]]],
    [
      'cn=a+sn=b,dc=fr',
      [
        [
          { type: 'cn', value: 'a' },
          { type: 'sn', value: 'b' },
        ],
        [{ type: 'dc', value: 'fr' }],
      ],
    ],
    ['cn=Zo\\c3\\a9', [[{ type: 'cn', value: 'Zoé' }]]],
    ['cn=Zoé', [[{ type: 'cn', value: 'Zoé' }]]],
    ['cn=a\\,b\\\\c', [[{ type: 'cn', value: 'a,b\\c' }]]],
    ['cn=\\ a\\ ', [[{ type: 'cn', value: ' a ' }]]],
    ['cn=#0403616263', [[{ type: 'cn', value: 'abc' }]]],
    ['2.5.4.3=x', [[{ type: '2.5.4.3', value: 'x' }]]],
    ['cn=', [[{ type: 'cn', value: '' }]]],
  ])('reads « %s »', (text, expected) => {
    expect(parseDn(text)).toEqual(expected)
  })

  it.each([
    'garbage',
    'cn',
    '=x',
    'cn=a,,dc=b',
    'cn=a,',
    'cn=\\zz',
    'cn=a\\',
    'cn=a;dc=b',
    'cn=#04',
    'cn=#zz',
    'cn="a"',
    'c n=a',
  ])('refuses « %s »', (text) => {
    expect(parseDn(text)).toBeNull()
  })

  it('reads back any value that it wrote', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }).filter((value) => Buffer.from(value).toString() === value),
        (value) => {
          expect(parseDn(`cn=${escapeValue(value)},dc=fr`)?.[0]?.[0]?.value).toBe(value)
        },
      ),
    )
  })
})

describe('dnKey', () => {
  it('is the same for every spelling of a name', () => {
    const key = dnKey('ou=national,dc=mssante,dc=fr')
    expect(dnKey('OU=National, DC=MSSANTE ,2.5.4.11=x'.replace(',2.5.4.11=x', ',dc=FR'))).toBe(key)
    expect(dnKey('2.5.4.11=NATIONAL,domainComponent=mssante,dc=fr')).toBe(key)
    expect(dnKey('cn=a+sn=b')).toBe(dnKey('surname=B+commonName=A'))
  })

  it('differs for names that differ', () => {
    expect(dnKey('cn=a\\,dc\\=b')).not.toBe(dnKey('cn=a,dc=b'))
  })
})

describe('parseName', () => {
  it('takes names apart alike whether their base is known or not', () => {
    const base = 'ou=national,dc=mssante,dc=fr'
    expect(parseName(base)).not.toBeNull()
    // What separates, escapes and joins, at every place.
    const piece = fc.constantFrom(
      'mail',
      'cn',
      '=',
      ',',
      '+',
      '\\',
      '"',
      '#',
      ';',
      ' ',
      'a',
      'é',
      '2C',
      '\\,',
      '\\2C',
      '@b.fr',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = `mail=${pieces.join('')},${base}`
        const rdns = parseDn(text)
        expect(parseName(text)).toEqual(rdns === null ? null : { rdns, keys: rdns.map(rdnKey) })
      }),
      { numRuns: 2000 },
    )
  })
})
