import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
import type { Criteria, Field, Match } from '../../src/search/criteria.js'
import { ruleOf } from '../../src/search/fields.js'
import { and, isShortFragment, or, term } from '../../src/search/terms.js'
import { ANONYMOUS, type DirectorySwitch, openDirectorySwitch } from '../../src/store/index.js'
import { fold } from '../../src/text/fold.js'
import { annuaire, scratch } from '../support/cli.js'
import { collectingLog } from '../support/collecting-log.js'
import { feedLines } from '../support/feed-lines.js'
import { fieldValue, matches, OF_LINE, type Person, readPeople } from '../support/plain-people.js'

describe('search', () => {
  const folder = scratch('recherche')
  const feed = join(folder, 'feed')
  const data = join(folder, 'data')
  let directories: DirectorySwitch
  let people: Person[]

  beforeAll(() => {
    generateFeed({ lines: 20_000, folder: feed, seed: 3, date: '202611200300', faultless: true })
    expect(annuaire(data, ['importer', '--silencieux', feed]).code).toBe(0)
    directories = openDirectorySwitch(data, collectingLog())
    people = readPeople(feed)
  })
  afterAll(() => directories.close())

  it('gives each person the activities, structures and mailboxes of the feed', async () => {
    const mailboxes = feedLines(join(feed, 'Extraction_Correspondance_MSSante_202611200300.txt'))
    for (const person of people.filter((_, index) => index % 40 === 0)) {
      const found = await directories.read((directory) => directory.professionnel(person.identifiant, ANONYMOUS))
      expect(found).toMatchObject({ nom: person.nom, prenom: person.prenom })
      const places = found!.activites.map(({ profession, structure }) =>
        place(profession.code, structure?.raisonSociale, structure?.adresse.codePostal),
      )
      const wanted = person.lines.map((line) => place(line.profession![0]!, line.structure![0], line.codePostal![0]))
      expect(new Set(places)).toEqual(new Set(wanted))
      const theirs = mailboxes.filter((line) => line.get('Identification nationale PP') === person.identifiant)
      expect(found!.bals.map((bal) => bal.adresse).sort()).toEqual(theirs.map((line) => line.get('Adresse BAL')).sort())
    }
  })

  it('answers random criteria like a plain loop over the feed, in order and cut at the same place', async () => {
    const sample = people.flatMap((person) => person.lines.map((line) => ({ person, line })))
    const field = fc.constantFrom<Field>('nom', 'prenom', 'identifiant', 'specialite', ...OF_LINE)
    const leaf = fc
      .tuple(
        field,
        fc.nat(sample.length - 1),
        fc.constantFrom<Match>('exact', 'prefix', 'infix', 'present'),
        fc.integer({ min: 2, max: 6 }),
      )
      .map(([name, index, match, length]): Criteria => {
        const { person, line } = sample[index]!
        const value = fieldValue(name, person, line)
        const { matches: answered } = ruleOf(name)
        const fragment = fold(value).slice(1, 2 + length)
        const asked = match === 'infix' && answered.includes(match) ? term(name, match, fragment) : null
        // Without its articles a street may leave too few letters, which both doors refuse.
        if (asked?.kind === 'term' && !isShortFragment(asked)) return asked
        if (match === 'present' && answered.includes(match)) return term(name, match, '')
        return term(name, match === 'exact' ? match : 'prefix', match === 'exact' ? value : value.slice(0, length))
      })
    const criteria = fc.oneof(
      leaf,
      fc.array(leaf, { minLength: 2, maxLength: 3 }).map(and),
      fc.array(leaf, { minLength: 2, maxLength: 4 }).map(or),
      fc.tuple(leaf, fc.array(leaf, { minLength: 2, maxLength: 3 })).map(([one, others]) => and([one, or(others)])),
    )
    await fc.assert(
      fc.asyncProperty(criteria, fc.integer({ min: 1, max: 501 }), async (asked, limit) => {
        const { results } = await directories.read((directory) =>
          directory.professionnels(asked, ANONYMOUS, { after: 0, limit }),
        )
        const wanted = people.filter((person) => matches(asked, person)).slice(0, limit)
        expect(results.map(({ value }) => value.identifiant)).toEqual(wanted.map((person) => person.identifiant))
      }),
      { numRuns: 400 },
    )
  })

  it('continues after a rank without gap or repetition', async () => {
    const { results: whole } = await directories.read((directory) =>
      directory.professionnels({ kind: 'all' }, ANONYMOUS, { after: 0, limit: 300 }),
    )
    const first = whole.slice(0, 100)
    const { results: rest } = await directories.read((directory) =>
      directory.professionnels({ kind: 'all' }, ANONYMOUS, { after: first.at(-1)!.rang, limit: 200 }),
    )
    expect([...first, ...rest].map(({ rang }) => rang)).toEqual(whole.map(({ rang }) => rang))
  })
})

function place(profession: string, name: string | null | undefined, codePostal: string | null | undefined): string {
  // Published texts have plain apostrophes.
  return [profession, name?.replaceAll('’', "'") ?? '', codePostal ?? ''].join(' / ')
}
