import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
import type { Criteria, Field, Match } from '../../src/search/criteria.js'
import { and, or, term } from '../../src/search/terms.js'
import { ANONYMOUS, type DirectorySwitch, openDirectorySwitch } from '../../src/store/index.js'
import { fold, foldCity } from '../../src/text/fold.js'
import { annuaire, scratch } from '../support/cli.js'
import { feedLines } from '../support/feed-lines.js'

interface Line {
  readonly profession: string
  readonly departement: string
  readonly ville: string
  readonly codePostal: string
  readonly structure: readonly string[]
}

/** A person as a plain reading of the feed gives it. */
interface Person {
  readonly identifiant: string
  readonly nom: string
  readonly prenom: string
  readonly lines: Line[]
  readonly specialites: Set<string>
}

const OF_LINE: readonly Field[] = ['profession', 'departement', 'ville', 'codePostal', 'structure']

describe('search', () => {
  const folder = scratch('recherche')
  const feed = join(folder, 'feed')
  const data = join(folder, 'data')
  let directories: DirectorySwitch
  let people: Person[]

  beforeAll(() => {
    generateFeed({ lines: 20_000, folder: feed, seed: 3, date: '202611200300', faultless: true })
    expect(annuaire(data, ['importer', '--silencieux', feed]).code).toBe(0)
    directories = openDirectorySwitch(data)
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
      const wanted = person.lines.map((line) => place(line.profession, line.structure[0], line.codePostal))
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
        if (match === 'infix' && name !== 'identifiant' && fold(value).length > 3) {
          return term(name, 'infix', fold(value).slice(1, 2 + length))
        }
        if (match === 'present') return term(name, match, '')
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
  return [profession, name ?? '', codePostal ?? ''].join(' / ')
}

function fieldValue(field: Field, person: Person, line: Line): string {
  switch (field) {
    case 'nom':
      return person.nom
    case 'prenom':
      return person.prenom
    case 'identifiant':
      return person.identifiant
    case 'specialite':
      return [...person.specialites][0] ?? 'SM99'
    case 'structure':
      return line.structure[0] ?? ''
    default:
      return line[field as 'profession']
  }
}

/** The search contract, said again as plainly as possible (design.md §2 and §3). */
function matches(criteria: Criteria, person: Person): boolean {
  switch (criteria.kind) {
    case 'all':
      return true
    case 'none':
      return false
    case 'or':
      return criteria.of.some((part) => matches(part, person))
    case 'term':
      return ofLine(criteria)
        ? person.lines.some((line) => onLine(criteria, line))
        : personValues(criteria.field, person).some((value) => compares(criteria, value))
    case 'and': {
      const together = criteria.of.filter(ofLine)
      const others = criteria.of.filter((part) => !ofLine(part))
      const sameActivity =
        together.length === 0 || person.lines.some((line) => together.every((part) => onLine(part, line)))
      return sameActivity && others.every((part) => matches(part, person))
    }
  }
}

function ofLine(criteria: Criteria): boolean {
  if (criteria.kind === 'term') return OF_LINE.includes(criteria.field)
  return (criteria.kind === 'or' || criteria.kind === 'and') && criteria.of.every(ofLine)
}

function onLine(criteria: Criteria, line: Line): boolean {
  if (criteria.kind === 'or') return criteria.of.some((part) => onLine(part, line))
  if (criteria.kind === 'and') return criteria.of.every((part) => onLine(part, line))
  if (criteria.kind !== 'term') return criteria.kind === 'all'
  if (criteria.field === 'structure') return line.structure.some((name) => compares(criteria, fold(name)))
  const value = line[criteria.field as 'ville']
  return compares(criteria, criteria.field === 'ville' ? foldCity(value) : value)
}

function personValues(field: Field, person: Person): string[] {
  if (field === 'nom') return [fold(person.nom)]
  if (field === 'prenom') return [fold(person.prenom)]
  return field === 'identifiant' ? [person.identifiant] : [...person.specialites]
}

function compares({ match, value }: Extract<Criteria, { kind: 'term' }>, stored: string): boolean {
  if (stored === '') return false
  if (match === 'present') return true
  if (match === 'exact') return stored === value
  return match === 'prefix' ? stored.startsWith(value) : stored.includes(value)
}

function readPeople(feed: string): Person[] {
  const people = new Map<string, Person>()
  for (const line of feedLines(join(feed, 'PS_LibreAcces_Personne_activite_202611200300.txt'))) {
    const identifiant = line.get('Identification nationale PP')!
    const cell = (name: string): string => line.get(`${name} (coord. structure)`)!
    let person = people.get(identifiant)
    if (person === undefined) {
      const nom = line.get("Nom d'exercice")!
      person = { identifiant, nom, prenom: line.get("Prénom d'exercice")!, lines: [], specialites: new Set() }
      people.set(identifiant, person)
    }
    const commune = cell('Code commune')
    const codePostal = cell('Code postal')
    person.lines.push({
      profession: line.get('Code profession')!,
      departement: line.get('Code Département (structure)') || departement(commune, codePostal),
      ville: cell('Libellé commune') || cell('Bureau cedex').replace(/^\d{5} /, ''),
      codePostal,
      structure: [line.get('Raison sociale site')!, line.get('Enseigne commerciale site')!],
    })
    if (line.get('Code savoir-faire') !== '') person.specialites.add(line.get('Code savoir-faire')!)
  }
  for (const line of feedLines(join(feed, 'PS_LibreAcces_SavoirFaire_202611200300.txt'))) {
    people.get(line.get('Identification nationale PP')!)?.specialites.add(line.get('Code savoir-faire')!)
  }
  const key = (person: Person): string => [fold(person.nom), fold(person.prenom), person.identifiant].join('\u0000')
  return [...people.values()].sort((one, other) => (key(one) < key(other) ? -1 : 1))
}

function departement(commune: string, codePostal: string): string {
  if (commune !== '') return /^9[78]/.test(commune) ? commune.slice(0, 3) : commune.slice(0, 2)
  if (codePostal.startsWith('20')) return codePostal < '20200' ? '2A' : '2B'
  return /^9[78]/.test(codePostal) ? codePostal.slice(0, 3) : codePostal.slice(0, 2)
}
