import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFeed } from './feed.js'
import { names, ldapsearch as run } from './ldapsearch.js'
import { type RunningServer, serve } from './server.js'

let server: RunningServer

beforeAll(async () => {
  server = await serve(await importFeed(20_500))
})
afterAll(async () => {
  await server.close()
})

const ldapsearch = (filter: string) => run(server.port, '-b', 'dc=mssante,dc=fr', filter, '1.1')

describe('a directory larger than what is looked through', () => {
  it.each([
    ['an attribute without an index', '(postalAddress=zzz)', []],
    ['an index that hardly narrows', '(&(sn=foule)(postalAddress=*x*))', []],
  ])('answers 11 with what was found by %s', async (_, filter, expected) => {
    const found = await ldapsearch(filter)
    expect(found.code).toBe(11)
    expect(names(found)).toEqual(expected)
    expect(found.output).toContain('Recherche trop large')
  })

  it.each([
    ['alone', '(cn=*zo*)'],
    ['one letter', '(cn=*z*)'],
    ['Thunderbird', '(|(cn=*du*)(mail=*du*)(givenName=*du*)(sn=*du*))'],
    ['Thunderbird, two words', '(|(cn=*zo*du*)(mail=*zo du*)(givenName=*zo*)(sn=*zo du*))'],
    ['Roundcube', '(&(objectClass=inetOrgPerson)(|(mail=*zo*)(cn=*zo*)))'],
    ['beside a person', '(&(sn=dupont)(givenName=*o*))'],
  ])('finds fragments of one or two letters at the start, without an error: %s', async (_, filter) => {
    const found = await ldapsearch(filter)
    expect(names(found)).toEqual(['mail=zoe.dupont@medecin.mssante.fr'])
    expect(found.code).toBe(filter.includes('(sn=dupont)') ? 0 : 4)
  })

  it('says so, and shows a partial list when a wide search hardly helps', async () => {
    expect((await ldapsearch('(cn=*zo*)')).output).toContain('Moins de trois caractères')
    const found = await ldapsearch('(&(sn=foule)(cn=*zz*))')
    expect([found.code, found.entries.length]).toEqual([4, 0])
    expect(found.output).toContain('Recherche trop large')
  })

  it('finds by the indexed part of a disjunction, and says what it left out', async () => {
    const found = await ldapsearch('(|(sn=dupont)(postalAddress=*zzz*)(st=*zzz*))')
    expect(found.code).toBe(0)
    expect(names(found)).toEqual(['mail=zoe.dupont@medecin.mssante.fr'])
    expect(found.output).toContain('attribut indexé')
  })

  it.each([
    [
      'SOGo, a number',
      '(|(sn=*0612345678*)(displayName=*0612345678*)(cn=*0612345678*)(mail=*0612345678*)(postalAddress=*0612345678*))',
    ],
    ['a name that nobody has', '(|(sn=zzzz)(postalAddress=*zzz*))'],
    ['in pages', '(|(sn=zzzz)(postalAddress=*zzz*))', '-E', 'pr=10/noprompt'],
    ['sorted', '(|(sn=zzzz)(postalAddress=*zzz*))', '-E', '!sss=sn'],
  ])('does not say that nobody is there of what it did not search: %s', async (_, filter, ...options) => {
    const found = await run(server.port, '-b', 'dc=mssante,dc=fr', ...options, filter, '1.1')
    expect([found.code, found.entries.length]).toEqual([11, 0])
    expect(found.output).toContain('n’ont pas été cherchés')
  })

  it('gives a full answer as soon as it has one', async () => {
    const found = await ldapsearch('(!(sn=dupont))')
    expect([found.code, found.entries.length]).toEqual([4, 500])
  })

  it.each([
    '(&(unknownAttr=1)(postalAddress=zzz))',
    '(mobile=*)',
    '(employeeType=inactif)',
    '(mobile=*06*)',
    '(labeledURI:caseExactMatch:=x)',
    '(!(jpegPhoto=x))',
    '(!(!(employeeType=inactif)))',
    '(!(!(mobile=*06*)))',
    '(!(|(employeeType>=a)(!(roomNumber=x))))',
    '(!(hasSubordinates=*x*))',
    '(|(mobile=*06*)(homePhone=*06*)(manager=cn=x,dc=fr))',
  ])('needs no look through for what can be true of nothing: %s', async (filter) => {
    const found = await ldapsearch(filter)
    expect([found.code, found.entries.length]).toEqual([0, 0])
  })

  it.each(['(&(sn=dupont)(!(employeeType=inactif)))', '(|(sn=dupont)(mobile=*06*))', '(&(sn=dupont)(!(mobile=*)))'])(
    'leaves out what no entry has, and finds the others: %s',
    async (filter) => {
      const found = await ldapsearch(filter)
      expect([found.code, ...names(found)]).toEqual([0, 'mail=zoe.dupont@medecin.mssante.fr'])
      expect(found.output).not.toContain('attribut indexé')
    },
  )
})
