import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
import { type Criteria, RESULT_CAP } from '../../src/search/criteria.js'
import { criteriaFromParameters, STRUCTURE_PARAMETERS } from '../../src/search/parameters.js'
import { fold } from '../../src/text/fold.js'
import { foldCityWords } from '../../src/text/fold-city.js'
import { annuaire, scratch } from '../support/cli.js'
import { clientOf } from '../support/client.js'
import { feedLines } from '../support/feed-lines.js'
import { type Line, onLine, readPeople } from '../support/plain-people.js'
import { type Served, serve } from '../support/served.js'

const LONG = 120_000
const DATE = '202611200300'

describe('structures, beside a plain loop over the lines of the feed', () => {
  const folder = scratch('structures')
  const feed = join(folder, 'feed')
  const data = join(folder, 'data')
  let served: Served
  let client: ReturnType<typeof clientOf>
  /** By identifiant technique, in the order of names. */
  let structures: [string, Line][]

  beforeAll(async () => {
    generateFeed({ lines: 12_000, folder: feed, seed: 23, date: DATE, faultless: true })
    expect(annuaire(data, ['importer', '--silencieux', feed]).code).toBe(0)
    served = await serve(data)
    client = clientOf(served.http)
    const lines = readPeople(feed).flatMap((person) => person.lines)
    const known = new Map(lines.map((line) => [line.idTechnique![0]!, line]))
    known.delete('')
    structures = [...known].sort(([id, one], [otherId, other]) => (key(id, one) < key(otherId, other) ? -1 : 1))
  })
  afterAll(() => served.stop())

  const values = fc.record({ at: fc.nat(1_000_000), length: fc.integer({ min: 3, max: 14 }) })
  const names = fc.subarray(
    STRUCTURE_PARAMETERS.filter((name) => name !== 'limite' && name !== 'region'),
    { minLength: 1, maxLength: 3 },
  )

  it(
    'are found by any parameters, in the order of their names',
    async () => {
      await fc.assert(
        fc.asyncProperty(names, values, async (chosen, { at, length }) => {
          const [, line] = structures[at % structures.length]!
          const query = Object.fromEntries(
            chosen.map((name) => {
              const all = line[name as keyof Line] ?? []
              const value = all.find((one) => one !== '') ?? ''
              return [name, ['siren', 'departement'].includes(name) ? value : value.slice(0, length)]
            }),
          )
          const asked = read(query)
          if (asked === null) return
          const first = structures.filter(([, one]) => onLine(asked.criteria, one))
          const more = structures.filter(
            ([, one]) => asked.wider !== null && !onLine(asked.criteria, one) && onLine(asked.wider, one),
          )
          const wanted = [...first, ...more].map(([id]) => id)
          const { data: found } = await client.GET('/v1/structures', { params: { query: { ...query, limite: '500' } } })
          expect(found?.resultats.map((one) => one.identifiantTechnique)).toEqual(wanted.slice(0, RESULT_CAP))
          expect([found?.total, found?.tronque]).toEqual([
            Math.min(wanted.length, RESULT_CAP),
            wanted.length > RESULT_CAP,
          ])
        }),
        { numRuns: 400 },
      )
    },
    LONG,
  )

  it(
    'show their people and their own mailboxes, found by each of their numbers',
    async () => {
      const people = readPeople(feed)
      const mailboxes = feedLines(join(feed, `Extraction_Correspondance_MSSante_${DATE}.txt`))
      await fc.assert(
        fc.asyncProperty(fc.nat(structures.length - 1), fc.nat(20), fc.nat(30), async (at, decalage, limite) => {
          const [id, line] = structures[at]!
          const here = people.filter((one) => one.lines.some((other) => other.idTechnique![0] === id))
          const numbers = [line.finess![0]!, line.siret![0]!, id].filter((one) => one !== '')
          const own = mailboxes.filter(
            (one) =>
              ['ORG', 'APP', 'CAB'].includes(one.get('Type de BAL')!) &&
              numbers.includes(one.get('Identification Structure')!),
          )
          for (const identifiant of numbers) {
            const { data: found } = await client.GET('/v1/structures/{identifiant}', {
              params: { path: { identifiant }, query: { decalage, limite } },
            })
            expect(found?.identifiantTechnique).toBe(id)
            expect(found?.professionnels.resultats.map((one) => one.identifiant)).toEqual(
              here.slice(decalage, decalage + limite).map((one) => one.identifiant),
            )
            expect(found?.professionnels.total).toBe(Math.min(here.length, RESULT_CAP))
            expect(found?.professionnels.tronque).toBe(here.length > decalage + limite)
            expect(found?.bals.map((one) => one.adresse).sort()).toEqual(
              own.map((one) => one.get('Adresse BAL')!).sort(),
            )
          }
        }),
        { numRuns: 100 },
      )
    },
    LONG,
  )

  it('tells that a number is that of several', async () => {
    const counts = new Map<string, number>()
    for (const [, { finess }] of structures) counts.set(finess![1]!, (counts.get(finess![1]!) ?? 0) + 1)
    const [several, count] = [...counts].find(([number, found]) => number !== '' && found > 1)!
    const { error, response } = await client.GET('/v1/structures/{identifiant}', {
      params: { path: { identifiant: several } },
    })
    expect([response.status, error?.code]).toEqual([422, 'RECHERCHE_TROP_LARGE'])
    expect(error?.detail).toContain(`${count} structures`)
    const { data: found } = await client.GET('/v1/structures', { params: { query: { structure: several } } })
    expect(found?.total).toBe(count)
  })
})

function key(id: string, { structure, ville, codePostal }: Line): string {
  const name = structure!.map(fold).find((one) => one !== '') ?? ''
  return [name, foldCityWords(ville![0]!).join(''), codePostal![0]!, id].join('\u0000')
}

/** What the parameters ask; null when they are refused, which is another test's matter. */
function read(query: Record<string, string>): { criteria: Criteria; wider: Criteria | null } | null {
  try {
    return criteriaFromParameters(query)
  } catch {
    return null
  }
}
