import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFeed } from './feed.js'
import { names, ldapsearch as run } from './ldapsearch.js'
import { type RunningServer, serve } from './server.js'

const BAL = 'dc=mssante,dc=fr'
const PEOPLE = 'dc=rpps,dc=fr'
const ZOE = `mail=zoe.dupont@medecin.mssante.fr,ou=national,${BAL}`
const PERSON = `employeeNumber=810000000009,ou=professionnels,${PEOPLE}`
let server: RunningServer

// More entries than are looked through: what no index leads ends with code 11.
const BOUND = ['-x', '-D', `cn=dpi,ou=comptes,${BAL}`, '-w', 'un mot de passe sûr']
beforeAll(async () => {
  server = await serve(await importFeed(20_500))
  await server.accounts.add('dpi', 'un mot de passe sûr', ['paca'])
})
afterAll(async () => {
  await server.close()
})

const ldapsearch = (...args: string[]) => run(server.port, ...args)

describe('operational attributes of the directory’s own entries', () => {
  it.each([
    ['cn=Subschema'],
    [BAL],
    [`ou=national,${BAL}`],
    [`ou=regional,${BAL}`],
    [PEOPLE],
    [`ou=professionnels,${PEOPLE}`],
  ])('%s says since when it is as it is (RFC 4512 §3.4, §4.2)', async (dn) => {
    const entry = (await ldapsearch('-b', dn, '-s', 'base', '(objectClass=*)', '+')).entries[0]!
    expect(entry['createTimestamp']![0]).toMatch(/^20\d{12}Z$/)
    expect(entry['modifyTimestamp']).toEqual(entry['createTimestamp'])
  })

  it('the root DSE has a structural class that the schema knows', async () => {
    const entry = (await ldapsearch('-b', '', '-s', 'base', '(objectClass=*)', '*', '+')).entries[0]!
    const [name] = entry['structuralObjectClass']!
    expect(entry['objectClass']).toContain(name)
    const schema = (await ldapsearch('-b', 'cn=Subschema', '-s', 'base', '(objectClass=*)', 'objectClasses'))
      .entries[0]!
    expect(schema['objectClasses']!.find((one) => one.includes(`'${name}'`))).toContain('STRUCTURAL')
  })
})

describe('filters on operational attributes, in a large directory', () => {
  it.each([
    ['(&(sn=dupont)(structuralObjectClass=inetOrgPerson))', BAL, [ZOE]],
    ['(&(sn=dupont)(structuralObjectClass=organizationalUnit))', BAL, []],
    ['(structuralObjectClass=person)', BAL, []],
    ['(structuralObjectClass=domain)', BAL, [BAL]],
    ['(&(sn=dupont)(hasSubordinates=FALSE))', BAL, [ZOE]],
    ['(hasSubordinates=TRUE)', BAL, [BAL, `ou=national,${BAL}`, `ou=regional,${BAL}`]],
    ['(hasSubordinates=TRUE)', PEOPLE, [PEOPLE, `ou=professionnels,${PEOPLE}`]],
    ['(&(hasSubordinates=true)(sn=dupont))', BAL, []],
    ['(&(sn=dupont)(subschemaSubentry=CN=subschema))', BAL, [ZOE]],
    ['(subschemaSubentry=cn=autre)', BAL, []],
    [`(entryDN=${ZOE})`, BAL, [ZOE]],
    [`(entryDN=MAIL=Zoe.Dupont@MEDECIN.mssante.fr, OU=National,${BAL})`, BAL, [ZOE]],
    [`(entryDN:distinguishedNameMatch:=${ZOE})`, BAL, [ZOE]],
    [`(entryDN=mail=zoe.dupont@medecin.mssante.fr,ou=regional,${BAL})`, BAL, []],
    [`(entryDN=cn=x+${ZOE})`, BAL, []],
    [`(entryDN=ou=national,${BAL})`, BAL, [`ou=national,${BAL}`]],
    [`(entryDN=${PERSON})`, PEOPLE, [PERSON]],
    [`(entryDN=${ZOE})`, PEOPLE, []],
    ['(entryDN=x)', BAL, []],
    [`(&(sn=dupont)(!(entryDN=${ZOE})))`, BAL, []],
    [`(|(entryDN=${ZOE})(sn=personne))`, BAL, [ZOE]],
  ])('%s under %s', async (filter, base, expected) => {
    const { code, entries } = await ldapsearch('-b', base, filter, '1.1')
    expect([code, ...entries.map(({ dn }) => dn![0]!)]).toEqual([0, ...expected])
  })

  it.each([
    [ZOE, BAL],
    [PERSON, PEOPLE],
    [`ou=national,${BAL}`, BAL],
  ])('entryUUID finds %s again', async (dn, base) => {
    const [uuid] = (await ldapsearch('-b', dn, '-s', 'base', '(objectClass=*)', 'entryUUID')).entries[0]!['entryUUID']!
    for (const filter of [
      `(entryUUID=${uuid})`,
      `(&(objectClass=*)(entryUUID=${uuid!.toUpperCase()}))`,
      `(entryUUID:uuidMatch:=${uuid})`,
      `(|(entryUUID=${uuid})(entryUUID=00000000-0000-5000-8000-000000000000))`,
    ]) {
      const { code, entries } = await ldapsearch('-b', base, filter, '1.1')
      expect([filter, code, ...entries.map((entry) => entry['dn']![0]!)]).toEqual([filter, 0, dn])
    }
    const others = [`${uuid!.slice(0, 8)}-0000-5000-8000-000000000000`, '00000000-0000-5000-8000-000000000000']
    for (const other of [...others, 'x']) {
      const { code, entries } = await ldapsearch('-b', base, `(entryUUID=${other})`, '1.1')
      expect([other, code, entries.length]).toEqual([other, 0, 0])
    }
  })

  it('a region’s copy of a national mailbox has a UUID of its own, found by who reads it alone', async () => {
    const copy = ZOE.replace('ou=national', 'ou=paca,ou=regional')
    const uuidOf = async (dn: string) =>
      (await ldapsearch(...BOUND, '-b', dn, '-s', 'base', '(objectClass=*)', 'entryUUID')).entries[0]!['entryUUID']![0]!
    const [national, regional] = [await uuidOf(ZOE), await uuidOf(copy)]
    expect(regional).not.toBe(national)
    const base = `ou=paca,ou=regional,${BAL}`
    const found = await ldapsearch(...BOUND, '-b', base, `(entryUUID=${regional})`, '1.1')
    expect([found.code, ...found.entries.map(({ dn }) => dn![0]!)]).toEqual([0, copy])
    expect((await ldapsearch(...BOUND, '-b', base, `(entryUUID=${national})`, '1.1')).entries).toEqual([])
    expect(await ldapsearch('-b', BAL, `(entryUUID=${regional})`, '1.1')).toMatchObject({ code: 0, entries: [] })
  })

  it('whatever the roots are called, UUIDs are those of the first release', async () => {
    const renamed = await serve(server.dataDir, { baseBal: 'o=boites,c=fr', baseRpps: 'o=rpps,c=fr' })
    const answers = async ({ port }: RunningServer, bal: string, people: string) =>
      [
        ...(await run(port, '-b', bal, '(sn=dupont)', 'entryUUID')).entries,
        ...(await run(port, '-b', people, '(sn=dupont)', 'entryUUID')).entries,
      ].map((entry) => entry['entryUUID']![0]!)
    const expected = ['ff466163-3f4c-58e9-8472-8b7a1359fb78', '87eed39a-8c41-5c51-860a-6e6383f3875a']
    try {
      expect(await answers(server, BAL, PEOPLE)).toEqual(expected)
      expect(await answers(renamed, 'o=boites,c=fr', 'o=rpps,c=fr')).toEqual(expected)
      const again = await run(renamed.port, '-b', 'o=boites,c=fr', `(entryUUID=${expected[0]})`, '1.1')
      expect([again.code, ...names(again)]).toEqual([0, 'mail=zoe.dupont@medecin.mssante.fr'])
    } finally {
      await renamed.stop()
    }
  })

  it('every entry has operational attributes: presence is no search', async () => {
    const found = await ldapsearch('-b', BAL, '(&(sn=dupont)(entryUUID=*)(modifyTimestamp=*))', '1.1')
    expect([found.code, found.entries.length]).toEqual([0, 1])
  })

  // The national files are of 10:13 in France, 08:13 in UTC; the regional one of today.
  it.each([
    ['(&(modifyTimestamp>=20260826081300Z)(sn=dupont))', BAL, [ZOE]],
    ['(&(modifyTimestamp>=20260826081301Z)(sn=dupont))', BAL, []],
    ['(&(modifyTimestamp>=20260826081300.9Z)(sn=dupont))', BAL, [ZOE]],
    ['(&(modifyTimestamp>=2026082608Z)(sn=dupont))', BAL, [ZOE]],
    ['(&(modifyTimestamp<=20260826081300Z)(sn=dupont))', BAL, [ZOE]],
    ['(modifyTimestamp<=20260826081259Z)', BAL, []],
    ['(createTimestamp<=20260826081259Z)', PEOPLE, []],
    ['(&(createTimestamp=20260826081300Z)(sn=dupont))', BAL, [ZOE]],
    ['(createTimestamp=20260826081301Z)', BAL, []],
    ['(createTimestamp=20260231000000Z)', BAL, []],
    ['(&(objectClass=person)(modifyTimestamp>=20260826081301Z))', BAL, []],
    ['(&(modifyTimestamp>=20260826081300Z)(sn=dupont))', PEOPLE, [PERSON]],
    ['(&(objectClass=person)(modifyTimestamp>=20260826081301Z))', PEOPLE, []],
    ['(|(modifyTimestamp>=21000101000000Z)(sn=dupont))', BAL, [ZOE]],
  ])('%s under %s: the date of the file', async (filter, base, expected) => {
    const { code, entries } = await ldapsearch('-b', base, filter, '1.1')
    expect([code, ...entries.map(({ dn }) => dn![0]!)]).toEqual([0, ...expected])
  })

  it('what changed since a date that all entries follow is a list that is cut, not a refusal', async () => {
    const found = await ldapsearch('-b', BAL, '(&(objectClass=person)(modifyTimestamp>=20260101000000Z))', '1.1')
    expect([found.code, found.entries.length]).toEqual([4, 500])
  })

  it.each([
    '(modifyTimestamp>=20260826081301Z)',
    '(&(modifyTimestamp>=20260826081301Z)(modifyTimestamp<=21000101000000Z))',
  ])('%s is a region’s own date to who reads it', async (filter) => {
    const base = `ou=paca,ou=regional,${BAL}`
    const found = await ldapsearch(...BOUND, '-b', base, '-s', 'one', filter, 'mail')
    expect([found.code, ...found.entries.map(({ mail }) => mail![0]!).sort()]).toEqual([
      0,
      'zoe.dupont@medecin.mssante.fr',
      'zoe.dupont@paca.mssante.fr',
    ])
  })

  it.each([
    '(structuralObjectClass=inetOrgPerson)',
    '(hasSubordinates=FALSE)',
    '(subschemaSubentry=cn=Subschema)',
    `(entryDN=${ZOE})`,
    '(entryUUID=*)',
    '(&(structuralObjectClass=inetOrgPerson)(!(hasSubordinates=TRUE))(mail=zoe*))',
  ])('%s on one entry', async (filter) => {
    expect(names(await ldapsearch('-b', ZOE, '-s', 'base', filter, '1.1'))).toHaveLength(1)
  })
})
