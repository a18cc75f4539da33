import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '../support/programs.js'
import {
  bind,
  contains,
  entryName,
  equality,
  message,
  not,
  octets,
  oneOf,
  present,
  search,
  starts,
  tlv,
} from './ber.js'
import { importFeed } from './feed.js'
import { ldapsearch as run } from './ldapsearch.js'
import { exchange } from './raw-client.js'
import { type RunningServer, serve } from './server.js'
import { ldapTool } from './tools.js'

const BAL = 'dc=mssante,dc=fr'
const NATIONAL = `ou=national,${BAL}`
const ZOE = `mail=zoe.dupont@medecin.mssante.fr,${NATIONAL}`
const PERSON = 'employeeNumber=810000000009,ou=professionnels,dc=rpps,dc=fr'

const DOMAIN_SCOPE = '1.2.840.113556.1.4.1339'
const SUBENTRIES = '1.3.6.1.4.1.4203.1.10.1'
const DONT_USE_COPY = '1.3.6.1.1.22'
const ASSERTION = '1.3.6.1.1.12'
const MATCHED_VALUES = '1.2.826.0.1.3344810.2.3'
const PAGED = '1.2.840.113556.1.4.319'

let server: RunningServer

beforeAll(async () => {
  server = await serve(await importFeed())
})
afterAll(async () => {
  await server.close()
})

interface Asked {
  readonly critical?: boolean
  readonly value?: Buffer
}

const control = (type: string, { critical = true, value }: Asked = {}) =>
  tlv(
    0x30,
    octets(type),
    ...(critical ? [tlv(0x01, Buffer.from([0xff]))] : []),
    ...(value === undefined ? [] : [octets(value)]),
  )

async function answers(operation: Buffer, ...controls: readonly Buffer[]) {
  return exchange(server.port, [message(1, operation, tlv(0xa0, ...controls))], 1)
}
const code = async (operation: Buffer, ...controls: readonly Buffer[]) =>
  (await answers(operation, ...controls)).at(-1)?.code

const TRUE = tlv(0x01, Buffer.from([0xff]))
const FALSE = tlv(0x01, Buffer.from([0]))
const compareZoe = tlv(0x6e, octets(ZOE), tlv(0x30, octets('sn'), octets('DUPONT')))
const ofZoe = search({ base: ZOE })

it('the root DSE announces them', async () => {
  const dse = (await run(server.port, '-b', '', '-s', 'base', '(objectClass=*)', 'supportedControl')).entries[0]!
  expect(dse['supportedControl']).toEqual(
    expect.arrayContaining([DOMAIN_SCOPE, SUBENTRIES, DONT_USE_COPY, ASSERTION, MATCHED_VALUES]),
  )
})

describe('controls that ask for what is so anyway', () => {
  it.each([
    ['domain scope', ofZoe, control(DOMAIN_SCOPE), 0],
    ['domain scope, not critical', ofZoe, control(DOMAIN_SCOPE, { critical: false }), 0],
    ['domain scope with a value', ofZoe, control(DOMAIN_SCOPE, { value: Buffer.from('x') }), 2],
    ['domain scope with an empty value', ofZoe, control(DOMAIN_SCOPE, { value: Buffer.alloc(0) }), 2],
    ['domain scope on a comparison', compareZoe, control(DOMAIN_SCOPE), 12],
    ['no copy', ofZoe, control(DONT_USE_COPY), 0],
    ['no copy, on a comparison', compareZoe, control(DONT_USE_COPY), 6],
    ['no copy, not critical', ofZoe, control(DONT_USE_COPY, { critical: false }), 2],
    ['no copy, not critical, on a comparison', compareZoe, control(DONT_USE_COPY, { critical: false }), 2],
    ['no copy with a value', ofZoe, control(DONT_USE_COPY, { value: TRUE }), 2],
    ['no copy on a bind', bind('', ''), control(DONT_USE_COPY), 12],
  ])('%s', async (_, operation, one, expected) => {
    expect(await code(operation, one)).toBe(expected)
  })
})

describe('subentries (RFC 3672)', () => {
  const shown = async (value: Buffer, base: string, scope = 0) => {
    const found = await answers(
      search({ base, scope, filter: oneOf(equality('sn', 'dupont'), not(present('mail'))) }),
      control(SUBENTRIES, { value }),
    )
    return [found.at(-1)!.code, ...found.slice(0, -1).map(entryName)]
  }

  it.each([
    ['alone', TRUE, 'cn=Subschema', 0, ['cn=Subschema']],
    ['alone', TRUE, 'cn=Subschema', 2, ['cn=Subschema']],
    ['alone', TRUE, BAL, 2, []],
    ['alone', TRUE, ZOE, 0, []],
    ['alone', TRUE, '', 0, []],
    ['left out', FALSE, 'cn=Subschema', 0, []],
    ['left out', FALSE, ZOE, 0, [ZOE]],
    ['left out', FALSE, '', 0, ['']],
    ['left out', FALSE, NATIONAL, 2, [NATIONAL, ZOE]],
  ])('%s: value %o under %s, scope %i', async (_, value, base, scope, expected) => {
    expect(await shown(value, base, scope)).toEqual([0, ...expected])
  })

  it('a base that does not exist is told all the same', async () => {
    expect(await shown(TRUE, 'cn=x,dc=ailleurs')).toEqual([32])
  })

  it.each([
    ['none', undefined],
    ['an empty one', Buffer.alloc(0)],
    ['another type', tlv(0x02, Buffer.from([1]))],
    ['two', Buffer.concat([TRUE, TRUE])],
    ['one cut short', Buffer.from([0x01, 0x05])],
    ['one too long', tlv(0x01, Buffer.from([1, 1]))],
  ])('wants a value that it can read, not %s', async (_, value) => {
    expect(await code(ofZoe, control(SUBENTRIES, value === undefined ? {} : { value }))).toBe(2)
  })
})

describe('assertion (RFC 4528)', () => {
  it.each([
    ['true', ofZoe, equality('sn', 'dupont'), 0],
    ['false', ofZoe, equality('sn', 'durand'), 122],
    ['Undefined', ofZoe, equality('inconnu', 'x'), 122],
    [
      'of the base of a subtree',
      search({ base: NATIONAL, scope: 2, filter: equality('sn', 'dupont') }),
      equality('ou', 'national'),
      0,
    ],
    ['of the base of a subtree, false', search({ base: NATIONAL, scope: 2 }), present('sn'), 122],
    ['of the root DSE', search(), equality('supportedLDAPVersion', '3'), 0],
    ['of the root DSE, false', search(), equality('supportedLDAPVersion', '2'), 122],
    ['of the schema', search({ base: 'cn=Subschema' }), equality('structuralObjectClass', 'subentry'), 0],
    ['of a professional', search({ base: PERSON }), starts('cn', 'zo'), 0],
    ['of nothing', search({ base: `cn=x,${NATIONAL}` }), present('cn'), 32],
    ['true, before a comparison', compareZoe, present('mail'), 6],
    ['false, before a comparison', compareZoe, not(present('mail')), 122],
  ])('%s', async (_, operation, filter, expected) => {
    expect(await code(operation, control(ASSERTION, { value: filter }))).toBe(expected)
    expect(await code(operation, control(ASSERTION, { value: filter, critical: false }))).toBe(expected)
  })

  it('gives no entry when it fails, and the paging control all the same', async () => {
    const paged = control(PAGED, { value: tlv(0x30, tlv(0x02, Buffer.from([5])), octets('')) })
    const found = await answers(
      search({ base: NATIONAL, scope: 2 }),
      control(ASSERTION, { value: present('sn') }),
      paged,
    )
    expect(found.map(({ tag }) => tag)).toEqual([0x65])
    expect(found[0]!.bytes.includes(PAGED)).toBe(true)
  })

  it.each([
    ['nothing', undefined, 2],
    ['no bytes', Buffer.alloc(0), 2],
    ['no filter', tlv(0xaf, 'x'), 2],
    ['two filters', Buffer.concat([present('cn'), present('cn')]), 2],
    ['a filter cut short', Buffer.from([0xa3, 0x20, 0x04]), 2],
    ['a filter of too many parts', oneOf(...Array.from({ length: 5000 }, () => present('cn'))), 11],
    [
      'a filter that costs too much',
      oneOf(...Array.from({ length: 1300 }, (_, at) => contains('name', `xyz${at}`))),
      11,
    ],
    ['long values', oneOf(...Array.from({ length: 60 }, (_, at) => equality('cn', 'é'.repeat(900) + at))), 11],
  ])('does not take %s', async (_, value, expected) => {
    for (const operation of [ofZoe, compareZoe]) {
      expect(await code(operation, control(ASSERTION, value === undefined ? {} : { value }))).toBe(expected)
    }
  })

  it('is of no other operation', async () => {
    expect(await code(bind('', ''), control(ASSERTION, { value: present('cn') }))).toBe(12)
  })

  it('is what ldapsearch and ldapcompare send', needs('ldap-utils'), async () => {
    const url = `ldap://127.0.0.1:${server.port}`
    const asserting = async (filter: string) =>
      (await run(server.port, '-e', `!assert=${filter}`, '-b', ZOE, '-s', 'base', '(objectClass=*)', '1.1')).code
    expect([await asserting('(sn=dupont)'), await asserting('(sn=durand)')]).toEqual([0, 122])
    const compared = await ldapTool('ldapcompare', ['-H', url, '-e', '!assert=(sn=durand)', ZOE, 'sn:Dupont'])
    expect(compared.stdout + compared.stderr).toContain('122')
  })
})

describe('matched values (RFC 3876)', () => {
  /** Attributes of the only entry; ldapsearch leaves out those that have no values left. */
  const shown = async (items: string, ...args: string[]) => {
    const { code, entries } = await run(server.port, '-E', `!mv=${items}`, '-b', ZOE, '-s', 'base', ...args)
    expect([code, entries.length]).toEqual([0, 1])
    const { dn, ...attributes } = entries[0]!
    expect(dn).toEqual([ZOE])
    return attributes
  }
  const asked = ['(objectClass=*)', 'cn', 'sn', 'mail', 'objectClass']

  it.each([
    ['(cn=dupont*)', { cn: ['DUPONT Zoé'] }],
    ['((cn=zoé*)(mail=*))', { cn: ['Zoé DUPONT'], mail: ['zoe.dupont@medecin.mssante.fr'] }],
    ['(name=dupont)', { sn: ['DUPONT'] }],
    ['(objectClass=person)', { objectClass: ['person'] }],
    ['(objectClass=*)', { objectClass: expect.arrayContaining(['top', 'annuaireBal']) }],
    ['(sn>=dup)', { sn: ['DUPONT'] }],
    ['(:caseExactMatch:=DUPONT)', { sn: ['DUPONT'] }],
    ['(sn:caseExactMatch:=dupont)', {}],
    ['((inconnu=x)(cn;lang-fr=*)(sn=dupont))', { sn: ['DUPONT'] }],
  ])('%s', needs('ldap-utils'), async (items, expected) => {
    expect(await shown(items, ...asked)).toEqual(expected)
  })

  it('chooses among operational attributes, and not among types alone', needs('ldap-utils'), async () => {
    const operational = await shown('(hasSubordinates=*)', '(objectClass=*)', '+')
    expect(operational).toEqual({ hasSubordinates: ['FALSE'] })
    expect(Object.keys(await shown('(cn=dupont*)', '-A', ...asked))).toEqual(['objectClass', 'cn', 'sn', 'mail'])
  })

  const some = search({ base: BAL, scope: 2, filter: starts('sn', 'foule'), attributes: ['sn', 'mail'] })

  it('sends long answers whole, and attributes without values where none is left', async () => {
    const found = await answers(
      some,
      control(MATCHED_VALUES, { value: tlv(0x30, present('sn'), equality('mail', 'x')) }),
    )
    expect(found).toHaveLength(501)
    expect(found.at(-1)!.code).toBe(4)
    for (const { bytes } of found.slice(0, -1)) {
      expect(bytes.includes(tlv(0x30, octets('sn'), tlv(0x31, octets('FOULE'))))).toBe(true)
      expect(bytes.includes(tlv(0x30, octets('mail'), tlv(0x31)))).toBe(true)
    }
  })

  const items = (count: number) => Array.from({ length: count }, (_, at) => equality('cn', `x${at}`))
  it.each([
    ['nothing', undefined, 2],
    ['no bytes', Buffer.alloc(0), 2],
    ['a filter that is not in a list', present('cn'), 2],
    ['a conjunction', tlv(0x30, tlv(0xa0, present('cn'))), 2],
    ['a negation', tlv(0x30, not(present('cn'))), 2],
    ['an unknown condition', tlv(0x30, tlv(0xaf, 'x')), 2],
    ['two lists', Buffer.concat([tlv(0x30, present('cn')), tlv(0x30)]), 2],
    ['a list cut short', Buffer.from([0x30, 0x10, 0x87]), 2],
    ['51 conditions', tlv(0x30, ...items(51)), 11],
    ['50 conditions', tlv(0x30, ...items(50)), 0],
    ['long values', tlv(0x30, ...items(12).map(() => equality('cn', 'é'.repeat(900)))), 11],
    ['no condition', tlv(0x30), 0],
  ])('%s: code', async (_, value, expected) => {
    expect(await code(ofZoe, control(MATCHED_VALUES, value === undefined ? {} : { value }))).toBe(expected)
  })

  it('is of no comparison', async () => {
    expect(await code(compareZoe, control(MATCHED_VALUES, { value: tlv(0x30, present('cn')) }))).toBe(12)
  })
})
