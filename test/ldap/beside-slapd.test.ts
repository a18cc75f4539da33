import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { Client, type Entry } from 'ldapts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSlapd, type Slapd, startSlapd } from '../../scripts/bench/ldap-slapd.js'
import { needs } from '../support/programs.js'
import { importFixtures } from './feed.js'
import { type RunningServer, serve } from './server.js'

/**
 * The same entries in this server and in OpenLDAP's, the same searches. They differ on purpose where this server finds
 * more: accents, hyphens, apostrophes and spaces of names and cities, accents of free text, the type digit of a
 * person's number, the ways to write a telephone number, order (`>=`, `<=`) on every text. And where it gives less: CEDEX
 * is no part of a city, ST is SAINT even for who looks for these two letters, 500 entries at most, regional sources only to who may read them.
 */

const BAL = 'dc=mssante,dc=fr'
/** Compared exactly alike by both. */
const ALIKE = [
  'mail',
  'uid',
  'TypeBAL',
  'profession',
  'specialite',
  'departement',
  'postalCode',
  'IdentifiantPM',
  'TypeIdentifiantPM',
  'TypeIdentifiantPP',
  'dematerialisation',
  'source',
]
/** Where this server finds what OpenLDAP finds, and more. */
const FOLDED = [
  'cn',
  'sn',
  'givenName',
  'displayName',
  'o',
  'ou',
  'title',
  'st',
  'street',
  'description',
  'IdentifiantPP',
  'ancienAdeli',
  'employeeNumber',
]

let server: RunningServer
let folder: string
let slapd: Slapd
let ours: Client
let theirs: Client
let entries: readonly Entry[]

beforeAll(async () => {
  server = await serve(await importFixtures())
  folder = mkdtempSync(join(tmpdir(), 'annuaire-slapd-'))
  loadSlapd(folder, server.dataDir, BAL)
  slapd = await startSlapd(folder)
  ours = new Client({ url: `ldap://127.0.0.1:${server.port}` })
  theirs = new Client({ url: `ldap://127.0.0.1:${slapd.port}` })
  entries = (await theirs.search(BAL, { filter: '(objectClass=*)' })).searchEntries
}, 60_000)
afterAll(async () => {
  await Promise.all([ours.unbind(), theirs.unbind()])
  await slapd.stop()
  rmSync(folder, { recursive: true, force: true })
  await server.close()
})

const escaped = (value: string) =>
  value.replace(/[\\*()\0]/g, (found) => `\\${found.charCodeAt(0).toString(16).padStart(2, '0')}`)

function valuesOf(names: readonly string[]): readonly (readonly [string, string])[] {
  return entries.flatMap((entry) =>
    names.flatMap((name) => [entry[name] ?? []].flat().map((value) => [name, String(value)] as const)),
  )
}

/** Comparisons of values that some entry has, and of parts of them. */
function leaves(names: readonly string[]): fc.Arbitrary<string> {
  const values = valuesOf(names)
  return fc
    .tuple(fc.constantFrom(...values), fc.nat(), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 5 }))
    .map(([[name, value], from, length, kind]) => {
      const letters = [...value]
      const start = from % letters.length
      const piece = escaped(
        letters
          .slice(start, start + length)
          .join('')
          .trim() || letters[0]!,
      )
      const head = escaped(letters.slice(0, length).join('').trim())
      const tail = escaped(letters.slice(-length).join('').trim())
      return [
        `(${name}=${escaped(value)})`,
        `(${name}=${escaped(value.toUpperCase())})`,
        `(${name}=*${piece}*)`,
        `(${name}=${head}*)`,
        `(${name}=*${tail})`,
        `(${name}=*)`,
      ][kind]!
    })
}

function filters(names: readonly string[], negated: boolean): fc.Arbitrary<string> {
  const { filter } = fc.letrec<{ filter: string; leaf: string }>((tie) => ({
    leaf: leaves(names),
    filter: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      tie('leaf'),
      fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((parts) => `(&${parts.join('')})`),
      fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((parts) => `(|${parts.join('')})`),
      ...(negated ? [tie('filter').map((part) => `(!${part})`)] : []),
    ),
  }))
  return filter
}

async function found(client: Client, filter: string): Promise<readonly string[]> {
  const { searchEntries } = await client.search(BAL, { filter, attributes: ['1.1'] })
  return searchEntries.map(({ dn }) => dn.toLowerCase()).sort()
}

describe('beside OpenLDAP', needs('slapd'), () => {
  it('shows the same entries with the same values', async () => {
    const own = (await ours.search(BAL, { filter: '(objectClass=*)' })).searchEntries
    const shape = (all: readonly Entry[]) =>
      all
        .map((entry) =>
          Object.entries(entry)
            .map(([name, values]) => [name.toLowerCase(), [values].flat().map(String).sort()] as const)
            .sort(),
        )
        .sort()
    expect(own.length).toBeGreaterThan(25)
    expect(shape(own)).toEqual(shape(entries))
  })

  it('finds the same entries by what both compare alike', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(filters(ALIKE, true), async (filter) => {
        expect(await found(ours, filter)).toEqual(await found(theirs, filter))
      }),
      { numRuns: 2000 },
    )
  })

  it('finds what OpenLDAP finds by names, and may find more', { timeout: 120_000 }, async () => {
    let more = 0
    const written = (entry: Entry) => FOLDED.flatMap((name) => [entry[name] ?? []].flat().map(String))
    const saints = new Set(
      entries
        .filter((entry) => written(entry).some((value) => /\bste?\b/i.test(value)))
        .map(({ dn }) => dn.toLowerCase()),
    )
    await fc.assert(
      fc.asyncProperty(filters([...ALIKE, ...FOLDED], false), async (filter) => {
        const own = await found(ours, filter)
        const other = await found(theirs, filter)
        expect(own).toEqual(expect.arrayContaining(other.filter((dn) => !saints.has(dn))))
        if (own.length > other.length) more++
      }),
      { numRuns: 2000 },
    )
    expect(more).toBeGreaterThan(0)
  })

  it.each([
    ['an accent', '(sn=lefevre)', 'LEFÈVRE'],
    ['a hyphen', '(sn=dupont martin)', 'DUPONT-MARTIN'],
    ['an apostrophe', '(sn=dalembert)', "D'ALEMBERT"],
    ['a ligature', '(sn=leboeuf)', 'LEBŒUF'],
  ])('finds more than OpenLDAP by %s', async (_, filter, name) => {
    expect(await found(theirs, filter)).toEqual([])
    const { searchEntries } = await ours.search(BAL, { filter, attributes: ['sn'] })
    expect(searchEntries.map((entry) => entry['sn'])).toContain(name)
  })

  it('finds a city without its CEDEX or arrondissement, and nothing by CEDEX', async () => {
    expect(await found(theirs, '(l=marseille)')).toEqual([])
    expect(await found(ours, '(l=marseille)')).toEqual(
      expect.arrayContaining([...(await found(theirs, '(l=marseille cedex*)'))]),
    )
    expect(await found(ours, '(l=*cedex*)')).toEqual([])
  })

  it.each(['h@s', '@chu', 'dupont@', 't@', '@', 't@medecin.mssante.fr', '.mssante'])(
    'finds the fragment %s of an address',
    async (fragment) => {
      const other = await found(theirs, `(mail=*${fragment}*)`)
      expect(other.length).toBeGreaterThan(0)
      expect(await found(ours, `(mail=*${fragment}*)`)).toEqual(other)
    },
  )
})
