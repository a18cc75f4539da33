import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Slapd, startSlapd } from '../../scripts/bench/ldap-slapd.js'
import { lacks, needs } from '../support/programs.js'
import { importFixtures } from './feed.js'
import { ldapsearch, names } from './ldapsearch.js'
import { type Described, describedIn } from './schema-descriptions.js'
import { type RunningServer, serve } from './server.js'

const KINDS = ['attributeTypes', 'objectClasses', 'matchingRules', 'ldapSyntaxes'] as const
type Schema = Readonly<Record<(typeof KINDS)[number], ReadonlyMap<string, Described>>>

let server: RunningServer
let ours: Schema

beforeAll(async () => {
  server = await serve(await importFixtures())
  ours = await schemaOf(server.port)
})
afterAll(async () => {
  await server.close()
})

async function schemaOf(port: number): Promise<Schema> {
  const entry = (await ldapsearch(port, '-b', 'cn=Subschema', '-s', 'base', '(objectClass=subschema)', ...KINDS))
    .entries[0]!
  return Object.fromEntries(
    KINDS.map((kind) => [kind, new Map(describedIn(entry[kind] ?? []).map((one) => [one.oid, one]))]),
  ) as unknown as Schema
}

/** OIDs by any name, in lower case. */
function oids(schema: Schema): ReadonlyMap<string, string> {
  const named = KINDS.flatMap((kind) => [...schema[kind].values()])
  return new Map(
    named.flatMap(({ oid, words }) => (words['NAME'] ?? []).map((name) => [name.toLowerCase(), oid] as const)),
  )
}

/** What a description says, without its words: names as OIDs, rules and syntax of the supertype where it has none. */
function meaning({ words }: Described, schema: Schema): Readonly<Record<string, unknown>> {
  const known = oids(schema)
  // OpenLDAP names attributes in its classes that it does not describe.
  const oid = (name: string) => known.get(name.toLowerCase()) ?? oids(ours).get(name.toLowerCase()) ?? name
  const inherited = (keyword: string): readonly string[] => {
    let one: Described | undefined = { oid: '', words }
    while (one !== undefined && one.words[keyword] === undefined) {
      one = schema.attributeTypes.get(oid(one.words['SUP']?.[0] ?? ''))
    }
    return (one?.words[keyword] ?? []).map(oid)
  }
  return {
    names: (words['NAME'] ?? []).map((name) => name.toLowerCase()).sort(),
    flags: ['SINGLE-VALUE', 'NO-USER-MODIFICATION', 'ABSTRACT', 'STRUCTURAL', 'AUXILIARY'].filter(
      (flag) => words[flag] !== undefined,
    ),
    usage: words['USAGE'] ?? [],
    superior: (words['SUP'] ?? []).map(oid),
    must: [...new Set((words['MUST'] ?? []).map(oid))].sort(),
    may: [...new Set((words['MAY'] ?? []).map(oid))].sort(),
    equality: inherited('EQUALITY'),
    ordering: inherited('ORDERING'),
    substrings: inherited('SUBSTR'),
    syntax: inherited('SYNTAX'),
  }
}

/** Where OpenLDAP itself leaves the RFC, which is followed here. */
const DEPARTURES: Readonly<Record<string, string>> = {
  '1.3.6.1.4.1.1466.101.120.5': 'namingContexts has an equality rule there; RFC 4512 §5.1.2 gives none',
  '1.3.6.1.1.4': 'vendorName is compared by caseExactMatch there; RFC 3045 §2.1 says caseExactIA5Match',
  '1.3.6.1.1.5': 'vendorVersion is compared by caseExactMatch there; RFC 3045 §2.2 says caseExactIA5Match',
  '1.3.6.1.4.1.1466.109.114.3': 'caseIgnoreIA5SubstringsMatch takes IA5 strings there; RFC 4517 §4.2.9 says fragments',
}

describe('the schema beside OpenLDAP’s core, cosine and inetorgperson', needs('slapd'), () => {
  let folder: string
  let slapd: Slapd
  let theirs: Schema

  beforeAll(async () => {
    if (lacks('slapd')) return
    folder = mkdtempSync(join(tmpdir(), 'annuaire-schema-'))
    mkdirSync(join(folder, 'db'))
    const schemas = ['core', 'cosine', 'inetorgperson'].map((name) => `include /etc/ldap/schema/${name}.schema`)
    writeFileSync(
      join(folder, 'slapd.conf'),
      `${schemas.join('\n')}
modulepath /usr/lib/ldap
moduleload back_mdb
database mdb
suffix dc=fr
directory ${join(folder, 'db')}
`,
    )
    slapd = await startSlapd(folder)
    theirs = await schemaOf(slapd.port)
  })
  afterAll(async () => {
    await slapd?.stop()
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  })

  it.each([
    ['attributeTypes', 95],
    ['objectClasses', 30],
    ['matchingRules', 25],
    ['ldapSyntaxes', 24],
  ] as const)('defines %s alike', (kind, atLeast) => {
    const both = [...ours[kind].keys()].filter((oid) => theirs[kind].has(oid))
    expect(both.length).toBeGreaterThanOrEqual(atLeast)
    const said = (schema: Schema) =>
      Object.fromEntries(
        both
          .filter((oid) => DEPARTURES[oid] === undefined && kind !== 'ldapSyntaxes')
          .map((oid) => [oid, meaning(schema[kind].get(oid)!, schema)]),
      )
    expect(said(ours)).toEqual(said(theirs))
  })

  it.each(Object.keys(DEPARTURES))('departs from it in what is listed and still differs: %s', (oid) => {
    const kind = KINDS.find((one) => theirs[one].has(oid))!
    expect(meaning(ours[kind].get(oid)!, ours)).not.toEqual(meaning(theirs[kind].get(oid)!, theirs))
  })
})

it('names nothing that it does not describe', () => {
  const named = (kind: (typeof KINDS)[number], keywords: readonly string[]) =>
    [...ours[kind].values()].flatMap(({ words }) => keywords.flatMap((keyword) => words[keyword] ?? []))
  const names = (kind: (typeof KINDS)[number]) => new Set(named(kind, ['NAME']))
  const rules = names('matchingRules')
  expect(named('attributeTypes', ['EQUALITY', 'ORDERING', 'SUBSTR']).filter((name) => !rules.has(name))).toEqual([])
  const attributes = names('attributeTypes')
  expect(named('attributeTypes', ['SUP']).filter((name) => !attributes.has(name))).toEqual([])
  expect(named('objectClasses', ['MUST', 'MAY']).filter((name) => !attributes.has(name))).toEqual([])
  const classes = names('objectClasses')
  expect(named('objectClasses', ['SUP']).filter((name) => !classes.has(name))).toEqual([])
  const syntaxes = [...named('attributeTypes', ['SYNTAX']), ...named('matchingRules', ['SYNTAX'])]
  expect(syntaxes.filter((oid) => !ours.ldapSyntaxes.has(oid))).toEqual([])
})

describe('a standard attribute that no entry has', () => {
  const found = async (filter: string, base = 'dc=mssante,dc=fr') => {
    const { code, entries } = await ldapsearch(
      server.port,
      '-b',
      base,
      `(&(objectClass=inetOrgPerson)${filter})`,
      '1.1',
    )
    return [code, entries.length]
  }

  it.each([
    'employeeType=inactif',
    'mobile=*',
    'mobile=0612345678',
    'mobile=*06*',
    'labeledURI=http://x',
    'x121Address=12 3',
    'userPassword=x',
    "x500UniqueIdentifier='0101'B",
    'manager=cn=x,dc=fr',
    'homePostalAddress=1 rue X$Paris',
    'jpegPhoto=*',
    'initials=x',
  ])('is False, and its negation True: %s', async (item) => {
    for (const base of ['dc=mssante,dc=fr', 'dc=rpps,dc=fr']) {
      const [, all] = await found('', base)
      expect(all).toBeGreaterThan(5)
      expect(await found(`(${item})`, base)).toEqual([0, 0])
      expect(await found(`(!(${item}))`, base)).toEqual([0, all])
    }
  })

  it.each(['jpegPhoto=x', 'userCertificate=x', 'x121Address=abc', 'manager=x', 'labeledURI=*x*', 'inconnu=x'])(
    'is Undefined where its rule cannot compare, as OpenLDAP has it: %s',
    async (item) => {
      expect(await found(`(${item})`)).toEqual([0, 0])
      expect(await found(`(!(${item}))`)).toEqual([0, 0])
    },
  )

  it('may be asked for, by name and by class', async () => {
    const person = ['-b', 'dc=mssante,dc=fr', '(mail=jean.dupont@medecin.mssante.fr)']
    const byName = await ldapsearch(server.port, ...person, 'sn', 'mobile', 'jpegPhoto')
    expect(Object.keys(byName.entries[0]!)).toEqual(['dn', 'sn'])
    const byClass = await ldapsearch(server.port, ...person, '@inetOrgPerson')
    expect(Object.keys(byClass.entries[0]!)).toEqual(expect.arrayContaining(['cn', 'mail', 'objectClass']))
    expect(names(byClass)).toHaveLength(1)
  })
})
