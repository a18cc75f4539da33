import { describe, expect, it } from 'vitest'
import { Cursor } from '../../src/ldap/ber/cursor.js'
import { compile } from '../../src/ldap/filter/compile.js'
import { FALSE, TRUE, UNDEFINED } from '../../src/ldap/filter/truth.js'
import { decodeFilter } from '../../src/ldap/protocol/decode-filter.js'
import { StaticEntry } from '../../src/ldap/tree/static-entry.js'
import { contains, equality, octets, present, tlv } from './ber.js'
import { equal } from './filters.js'

const zoe = new StaticEntry(
  'mail=zoe@medecin.mssante.fr,ou=national,dc=mssante,dc=fr',
  {
    objectClass: ['top', 'person', 'inetOrgPerson'],
    cn: ["Zoé D'ALEMBERT-ŒUVRARD", "D'ALEMBERT-ŒUVRARD Zoé"],
    sn: ["D'ALEMBERT-ŒUVRARD"],
    givenName: ['Zoé'],
    mail: ['zoe@medecin.mssante.fr'],
    l: ['Saint-Étienne'],
    ou: ['Service  de cardiologie'],
    telephoneNumber: ['01 23 45 67 89'],
    postalCode: ['42000'],
    employeeNumber: ['810000000009'],
    profession: ['10'],
  },
  'inetOrgPerson',
  { hasSubordinates: false },
)

const ge = (attribute: string, value: string) => tlv(0xa5, octets(attribute), octets(value))
const le = (attribute: string, value: string) => tlv(0xa6, octets(attribute), octets(value))
const approx = (attribute: string, value: string) => tlv(0xa8, octets(attribute), octets(value))
const and = (...parts: Buffer[]) => tlv(0xa0, ...parts)
const or = (...parts: Buffer[]) => tlv(0xa1, ...parts)
const not = (part: Buffer) => tlv(0xa2, part)
function pieces(attribute: string, initial: string | null, any: readonly string[], final: string | null): Buffer {
  return tlv(
    0xa4,
    octets(attribute),
    tlv(
      0x30,
      ...(initial === null ? [] : [tlv(0x80, initial)]),
      ...any.map((piece) => tlv(0x81, piece)),
      ...(final === null ? [] : [tlv(0x82, final)]),
    ),
  )
}
function rule(name: string | null, attribute: string | null, value: string, dn = false): Buffer {
  return tlv(
    0xa9,
    ...(name === null ? [] : [tlv(0x81, name)]),
    ...(attribute === null ? [] : [tlv(0x82, attribute)]),
    tlv(0x83, value),
    ...(dn ? [tlv(0x84, Buffer.from([0xff]))] : []),
  )
}

const truth = (filter: Buffer) => compile(decodeFilter(new Cursor(filter)))(zoe)

describe('a filter on French names', () => {
  it.each([
    ['accents as UTF-8 bytes', pieces('cn', 'Zoé', [], null)],
    ['no accents', pieces('cn', 'zoe', [], null)],
    ['decomposed accents', pieces('cn', 'Zoe\u0301', [], null)],
    ['an apostrophe', equality('sn', 'D’Alembert-Œuvrard')],
    ['the apostrophe left out', equality('sn', 'dalembert oeuvrard')],
    ['an inner fragment', contains('sn', 'alemb')],
    ['the other order of the names', pieces('cn', "d'alembert", ['zo'], null)],
    ['fragments in order', pieces('cn', 'z', ['alem', 'uvr'], 'ard')],
    ['a city', pieces('l', 'st etienne', [], null)],
    ['a city with CEDEX', equality('l', 'SAINT ETIENNE CEDEX 2')],
    ['a service, spaces folded', contains('ou', 'service de CARDIO')],
    ['a telephone number', equality('telephoneNumber', '+33 1.23.45.67.89')],
    ['an alias', equality('gn', 'ZOÉ')],
    ['an OID', equality('2.5.4.4', "d'alembert-œuvrard")],
    ['another case of the attribute', equality('MAIL', 'Zoe@Medecin.MSSANTE.fr')],
    ['a supertype', equality('name', 'zoé')],
    ['the number without its type digit', equality('employeeNumber', '10000000009')],
    ['approximate', approx('sn', 'dalembert-oeuvrard')],
    ['greater or equal', ge('mail', 'zoe')],
    ['less or equal', le('postalCode', '42000')],
    ['an object class by OID', equality('objectClass', '2.5.6.6')],
    ['absolute true (RFC 4526)', and()],
    ['a fragment of which folding leaves nothing', contains('sn', '-')],
  ])('matches by %s', (_, filter) => {
    expect(truth(filter)).toBe(TRUE)
  })

  it.each([
    ['fragments out of order', pieces('cn', 'z', ['uvr', 'alem'], 'ard')],
    ['fragments that overlap', pieces('givenName', 'zo', [], 'oe')],
    ['an empty value', equality('cn', '')],
    ['a class of others', equality('objectClass', 'organizationalUnit')],
    ['absolute false', or()],
    ['an option', present('cn;lang-fr')],
    ['greater or equal', ge('mail', 'zoz')],
    ['a star as text', equality('cn', 'Zo*')],
  ])('does not match by %s', (_, filter) => {
    expect(truth(filter)).toBe(FALSE)
  })
})

describe('what is not recognised (RFC 4511 §4.5.1.7)', () => {
  const unknown = equality('mozillaNickname', 'x')
  it.each([
    ['an unknown attribute', unknown],
    ['its presence', present('mozillaNickname')],
    ['its negation', not(unknown)],
    ['an unknown class', equality('objectClass', 'MyBarnIsBiggerThanYourBarn')],
    ['a value that is not UTF-8', equality('cn', Buffer.from([0x5a, 0xc3]))],
    ['a fragment that is not UTF-8', contains('cn', Buffer.from([0xff, 0xfe]))],
    ['fragments of a class', contains('objectClass', 'person')],
    ['an unknown rule', rule('noRule', 'cn', 'x')],
    ['a rule that does not apply', rule('integerMatch', 'cn', '1')],
    ['AND with true', and(present('cn'), unknown)],
    ['OR with false', or(equality('sn', 'autre'), unknown)],
  ])('%s is Undefined', (_, filter) => {
    expect(truth(filter)).toBe(UNDEFINED)
  })

  it('gives way to what decides', () => {
    expect(truth(or(unknown, present('cn')))).toBe(TRUE)
    expect(truth(and(unknown, equality('sn', 'autre')))).toBe(FALSE)
    expect(truth(not(and(unknown, equality('sn', 'autre'))))).toBe(TRUE)
  })
})

describe('an extensible filter', () => {
  it.each([
    ['another rule', rule('caseExactMatch', 'givenName', 'Zoé'), TRUE],
    ['another rule, wrong case', rule('caseExactMatch', 'givenName', 'ZOÉ'), FALSE],
    ['a rule by OID', rule('2.5.13.2', 'givenName', 'ZOÉ'), TRUE],
    ['the folding rule', rule('nomPlieMatch', 'givenName', 'zoe'), TRUE],
    ['every attribute', rule('caseExactMatch', null, '42000'), TRUE],
    ['the name of the entry', rule(null, 'ou', 'national', true), TRUE],
    ['not the name of the entry', rule(null, 'ou', 'national'), FALSE],
    ['the attribute’s own rule', rule(null, 'sn', 'dalembert œuvrard'), TRUE],
    ['an unknown attribute', rule('caseExactMatch', 'inconnu', 'x'), UNDEFINED],
  ])('compares by %s', (_, filter, expected) => {
    expect(truth(filter)).toBe(expected)
  })
})

describe('decodeFilter', () => {
  it('keeps every byte of a value', () => {
    const value = '*()\\\0 é 🩺'
    expect(decodeFilter(new Cursor(equality('cn', value)))).toEqual(equal('cn', value))
  })

  it.each([
    ['no fragment', pieces('cn', null, [], null)],
    ['a start after another fragment', tlv(0xa4, octets('cn'), tlv(0x30, tlv(0x81, 'a'), tlv(0x80, 'b')))],
    ['a fragment after the end', tlv(0xa4, octets('cn'), tlv(0x30, tlv(0x82, 'a'), tlv(0x81, 'b')))],
    ['an unknown choice', tlv(0xab, octets('cn'))],
    ['a NOT of two', tlv(0xa2, present('cn'), present('sn'))],
    ['neither rule nor attribute', tlv(0xa9, tlv(0x83, 'x'))],
  ])('refuses %s', (_, filter) => {
    expect(() => decodeFilter(new Cursor(filter))).toThrow(/filtre|Filtre|Requête/)
  })
})
