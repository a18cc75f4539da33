import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
import {
  type AskedField,
  type Certitude,
  type FieldComparison,
  LONGEST_ASKED,
  type MatchCandidate,
  type Matches,
  MOST_ASKED,
  match,
  type PersonAsked,
  type Verdict,
} from '../../src/linkage/index.js'
import { CERTITUDES, VERDICTS } from '../../src/resources/matches.js'
import { ANONYMOUS, type DirectorySwitch, openDirectorySwitch, type Reader } from '../../src/store/index.js'
import { OwnPace } from '../../src/store/pace.js'
import { fold } from '../../src/text/fold.js'
import { foldCity } from '../../src/text/fold-city.js'
import { annuaire, scratch } from '../support/cli.js'
import { collectingLog } from '../support/collecting-log.js'
import { feedLines } from '../support/feed-lines.js'
import { addPeople, type KnownPerson } from './known-people.js'

const LYON = { codePostal: '69002', codeCommune: '69382', commune: 'Lyon 2e Arrondissement' }
const BREST = { codePostal: '29200', codeCommune: '29019', commune: 'Brest' }
const PEOPLE = {
  berdignac: {
    nom: 'BERDIGNAC',
    prenom: 'Solveig',
    specialite: 'SM04',
    numero: '12',
    typeVoie: 'Boulevard',
    voie: 'DU GENERAL DE GAULLE',
    ...LYON,
    structure: 'CABINET BERDIGNAC',
  },
  firstHomonym: {
    nom: 'QUERVELLEC',
    prenom: 'Maud',
    profession: '60',
    numero: '4',
    typeVoie: 'Rue',
    voie: 'DE SIAM',
    ...BREST,
  },
  secondHomonym: {
    nom: 'QUERVELLEC',
    prenom: 'MAUD',
    profession: '60',
    numero: '31',
    typeVoie: 'Rue',
    voie: 'DES LILAS',
    ...BREST,
  },
  compound: {
    nom: 'LE FLOHIC-TREVIDIC',
    prenom: 'Jean-Baptiste',
    numero: '7',
    typeVoie: 'Rue',
    voie: 'PASTEUR',
    ...BREST,
  },
  particle: {
    nom: 'DE LA TRÉMOILLAC',
    prenom: 'Thaïs',
    numero: '3',
    typeVoie: 'Place',
    voie: 'DE LA MAIRIE',
    codePostal: '35000',
    codeCommune: '35238',
    commune: 'Rennes',
  },
  cedex: {
    nom: 'ZYRWALD',
    prenom: 'Odile',
    numero: '264',
    typeVoie: 'Rue',
    voie: 'SAINT PIERRE',
    codePostal: '13385',
    codeCommune: '13205',
    commune: 'MARSEILLE CEDEX 05',
  },
  corsican: {
    nom: 'ORSUCCETTI',
    prenom: 'Letizia',
    numero: '9',
    typeVoie: 'Cours',
    voie: 'NAPOLEON',
    codePostal: '20090',
    codeCommune: '2A004',
    commune: 'Ajaccio',
  },
  phonetic: { nom: 'THYBAULLET', prenom: 'Philippine', numero: '1', typeVoie: 'Rue', voie: 'DES CARMES', ...LYON },
  nowhere: { nom: 'VANDEVOORDEL', prenom: 'Aliénor' },
  samePlace: { nom: 'XAINTRAILLEAU', prenom: 'Lou', numero: '5', typeVoie: 'Rue', voie: 'DU PORT', ...BREST },
  samePlaceToo: { nom: 'XAINTRAILLEAU', prenom: 'Lou', numero: '5', typeVoie: 'Rue', voie: 'DU PORT', ...BREST },
} satisfies Readonly<Record<string, KnownPerson>>

/** What a program knows of BERDIGNAC Solveig. */
const SOLVEIG: PersonAsked = {
  nom: 'BERDIGNAC',
  prenom: 'Solveig',
  voie: '12 bd du Gal de Gaulle',
  codePostal: '69002',
  commune: 'LYON',
  profession: 'Médecin',
}

describe('matching without a number', () => {
  const folder = scratch('rapprochement')
  const feed = join(folder, 'feed')
  const data = join(folder, 'data')
  let directories: DirectorySwitch
  const numbers = new Map<string, string>()
  let generated: { nom: string; prenom: string; identifiant: string; profession: string; commune: string }[]

  beforeAll(() => {
    generateFeed({ lines: 15_000, folder: feed, seed: 7, date: '202611200300', faultless: true })
    generated = feedLines(join(feed, 'PS_LibreAcces_Personne_activite_202611200300.txt')).map((line) => ({
      nom: line.get("Nom d'exercice")!,
      prenom: line.get("Prénom d'exercice")!,
      identifiant: line.get('Identification nationale PP')!,
      profession: line.get('Code profession')!,
      commune: line.get('Libellé commune (coord. structure)')!,
    }))
    const ids = addPeople(feed, Object.values(PEOPLE))
    for (const [at, name] of Object.keys(PEOPLE).entries()) numbers.set(name, ids[at]!)
    expect(annuaire(data, ['importer', '--silencieux', feed]).code).toBe(0)
    directories = openDirectorySwitch(data, collectingLog())
  })
  afterAll(() => directories.close())

  const ask = (person: PersonAsked, reader: Reader = ANONYMOUS): Promise<Matches> =>
    directories.read((directory) => match(directory, person, reader))
  const verdictsOf = ({ candidats: [first] }: Matches): Partial<Record<AskedField, Verdict>> =>
    Object.fromEntries(first!.comparaison.map(({ champ, verdict }: FieldComparison) => [champ, verdict]))
  async function finds(name: keyof typeof PEOPLE, asked: PersonAsked, grades: readonly Certitude[]): Promise<Matches> {
    const found = await ask(asked)
    expect(found.candidats[0]?.identifiant).toBe(numbers.get(name))
    expect(grades).toContain(found.certitude)
    return found
  }

  it('is certain of a person whose data are right, and says what agreed', async () => {
    const found = await finds('berdignac', SOLVEIG, ['certaine'])
    expect(verdictsOf(found)).toEqual({
      nom: 'identique',
      prenom: 'identique',
      voie: 'identique',
      codePostal: 'identique',
      commune: 'identique',
      profession: 'identique',
    })
    expect(found.candidats[0]).toMatchObject({ regle: 'nom-prenom-voie-profession', certitude: 'certaine' })
    expect(found.candidats[0]!.score).toBeGreaterThan(0.99)
    expect(found.candidats.slice(1).every(({ certitude }) => certitude !== 'certaine')).toBe(true)
  })

  it.each<[string, keyof typeof PEOPLE, Partial<PersonAsked>, AskedField, Verdict]>([
    ['a slip in the name', 'berdignac', { nom: 'BERDIGANC' }, 'nom', 'proche'],
    ['two slips', 'berdignac', { nom: 'BERDYGNAQ' }, 'nom', 'proche'],
    ['a slip in the first name', 'berdignac', { prenom: 'Solvieg' }, 'prenom', 'proche'],
    [
      'name and first name in each other’s place',
      'berdignac',
      { nom: 'Solveig', prenom: 'Berdignac' },
      'nom',
      'proche',
    ],
    ['an initial', 'berdignac', { prenom: 'S.' }, 'prenom', 'proche'],
    ['a title before the name', 'berdignac', { nom: 'Dr BERDIGNAC' }, 'nom', 'identique'],
    ['a name of birth beside the name', 'berdignac', { nomNaissance: 'MARTIN' }, 'nom', 'identique'],
    [
      'a name of birth under which the directory has the person',
      'berdignac',
      { nom: 'DURAND', nomNaissance: 'BERDIGNAC' },
      'nomNaissance',
      'identique',
    ],
    ['another postcode in the city', 'berdignac', { codePostal: '69007' }, 'codePostal', 'proche'],
    ['a postcode with its city lost', 'berdignac', { commune: null }, 'codePostal', 'identique'],
    ['a CEDEX', 'berdignac', { codePostal: '69286', commune: 'LYON CEDEX 02' }, 'commune', 'identique'],
    ['an unreadable postcode', 'berdignac', { codePostal: 'inconnu' }, 'codePostal', 'incompris'],
    ['an unknown profession', 'berdignac', { profession: 'Dresseur d’ours' }, 'profession', 'incompris'],
  ])('is certain in spite of %s', async (_, name, damage, field, verdict) => {
    const found = await finds(name, { ...SOLVEIG, ...damage }, ['certaine'])
    expect(verdictsOf(found)[field]).toBe(verdict)
  })

  it.each<[string, keyof typeof PEOPLE, PersonAsked]>([
    [
      'a part of a compound name',
      'compound',
      { nom: 'TREVIDIC', prenom: 'Jean-Baptiste', commune: 'Brest', voie: '7 rue Pasteur' },
    ],
    [
      'a compound name in another order',
      'compound',
      { nom: 'TREVIDIC LE FLOHIC', prenom: 'Jean-Baptiste', commune: 'Brest' },
    ],
    [
      'a usage name and a name of birth that make one',
      'compound',
      { nom: 'LE FLOHIC', nomNaissance: 'TREVIDIC', prenom: 'Jean-Baptiste', commune: 'Brest' },
    ],
    ['a part of a compound first name', 'compound', { nom: 'Le Flohic Trevidic', prenom: 'Jean', commune: 'Brest' }],
    ['joined initials', 'compound', { nom: 'Le Flohic-Trevidic', prenom: 'JB', commune: 'Brest' }],
    ['a particle left out', 'particle', { nom: 'TREMOILLAC', prenom: 'Thais', codePostal: '35000', commune: 'Rennes' }],
    ['a particle joined', 'particle', { nom: 'LATREMOILLAC', prenom: 'Thaïs', codePostal: '35000', commune: 'Rennes' }],
    [
      'another spelling of the same sound',
      'phonetic',
      { nom: 'TIBAULET', prenom: 'Filippine', commune: 'Lyon', voie: '1 rue des Carmes' },
    ],
    [
      'a postcode of a city for its CEDEX',
      'cedex',
      { nom: 'ZYRWALD', prenom: 'Odile', codePostal: '13005', commune: 'Marseille' },
    ],
    [
      'the old postcode of Ajaccio',
      'corsican',
      { nom: 'ORSUCCETTI', prenom: 'Letizia', codePostal: '20000', commune: 'AJACCIO' },
    ],
    ['the département that Corsica was', 'corsican', { nom: 'ORSUCCETTI', prenom: 'Letizia', departement: '20' }],
  ])('finds by %s', async (_, name, asked) => {
    await finds(name, asked, ['certaine', 'probable'])
  })

  it('tells homonyms of one city apart by their streets, and is not certain of either without', async () => {
    const both = { nom: 'Quervellec', prenom: 'Maud', codePostal: '29200', commune: 'Brest', profession: '60' }
    await finds('firstHomonym', { ...both, voie: '4 rue de Siam' }, ['certaine'])
    await finds('secondHomonym', { ...both, voie: '31 r. des Lilas' }, ['certaine'])
    const { certitude, candidats } = await ask(both)
    expect(certitude).toBe('possible')
    expect(
      candidats
        .slice(0, 2)
        .map(({ identifiant }) => identifiant)
        .sort(),
    ).toEqual([numbers.get('firstHomonym'), numbers.get('secondHomonym')].sort())
    expect(candidats[0]!.explication).toContain('d’autres portent ce nom')
  })

  it('is never certain of people who are alike in all that is asked', async () => {
    const { nom, prenom, commune } = PEOPLE.samePlace
    const { certitude, candidats } = await ask({ nom, prenom, voie: '5 rue du Port', codePostal: '29200', commune })
    expect(certitude).toBe('possible')
    expect(candidats[0]!.score).toBeCloseTo(candidats[1]!.score, 3)
  })

  it.each<[string, PersonAsked]>([
    ['a rare name alone', { nom: 'BERDIGNAC', prenom: 'Solveig' }],
    ['another city', { ...SOLVEIG, codePostal: '29200', commune: 'Brest', voie: '3 rue de la Gare' }],
    ['another profession', { ...SOLVEIG, profession: '60' }],
    ['another name', { ...SOLVEIG, nom: 'MOULINEAU' }],
    ['another first name', { ...SOLVEIG, prenom: 'Bernard' }],
  ])('is not certain of who differs by %s', async (_, asked) => {
    expect((await ask(asked)).certitude).not.toBe('certaine')
  })

  it('is not certain of a place where the directory has none', async () => {
    const { certitude, candidats } = await ask({
      nom: 'VANDEVOORDEL',
      prenom: 'Aliénor',
      codePostal: '29200',
      commune: 'Brest',
    })
    expect(candidats[0]!.identifiant).toBe(numbers.get('nowhere'))
    expect(certitude).toBe('probable')
  })

  it('finds nobody under a name that nobody bears', async () => {
    expect(await ask({ nom: 'WXYZKROB', prenom: 'Ulfrikke', codePostal: '48000', commune: 'Mende' })).toEqual({
      certitude: null,
      candidats: [],
      autres: 0,
    })
  })

  it('weighs a rare name more than a common one', async () => {
    const named = countsOf(generated.map(({ nom }) => fold(nom)))
    const rare = await ask({ nom: 'BERDIGNAC', prenom: 'Solveig' })
    const [common] = [...named].sort(([, one], [, other]) => other - one)[0]!
    const bearer = generated.find(({ nom }) => fold(nom) === common)!
    const found = await ask({ nom: bearer.nom, prenom: bearer.prenom })
    expect(rare.candidats[0]!.score).toBeGreaterThan(found.candidats[0]!.score)
  })

  it('finds a structure by its name, and a profession by its label', async () => {
    const found = await finds(
      'berdignac',
      { nom: 'BERDIGNAC', prenom: 'Solveig', structure: 'Cabinet Berdignac', specialite: 'SM04' },
      ['certaine'],
    )
    expect(verdictsOf(found)).toMatchObject({ structure: 'identique', specialite: 'identique' })
  })

  it('shows the mailboxes that the reader may see, and no others', async () => {
    const holders = new Map<string, number>()
    const sources = ['paca', 'bretagne', 'occitanie']
    for (const { identifiant, nom, prenom, commune } of generated.filter((_, at) => at % 5 === 0)) {
      const whole = await directories.read((directory) => directory.professionnel(identifiant, { sources }))
      const open = await directories.read((directory) => directory.professionnel(identifiant, ANONYMOUS))
      if (whole!.bals.length === open!.bals.length) continue
      for (const [reader, wanted] of [
        [ANONYMOUS, open!],
        [{ sources }, whole!],
      ] as const) {
        const { candidats } = await ask({ nom, prenom, commune }, reader)
        const own = candidats.find((one) => one.identifiant === identifiant)
        if (own === undefined) continue
        expect(own.professionnel.bals).toEqual(wanted.bals)
        holders.set(identifiant, wanted.bals.length)
      }
    }
    expect(holders.size).toBeGreaterThan(5)
  })

  it('refuses what is too long or missing, naming each field', () => {
    const long: PersonAsked = {
      nom: 'x'.repeat(LONGEST_ASKED.nom + 1),
      prenom: ' ',
      voie: 'y'.repeat(LONGEST_ASKED.voie + 1),
    }
    return expect(ask(long)).rejects.toMatchObject({
      code: 'CRITERE_INVALIDE',
      details: [{ parametre: 'nom' }, { parametre: 'voie' }, { parametre: 'prenom' }],
    })
  })

  it('answers whatever is written within the bounds', async () => {
    const text = (most: number) => fc.string({ unit: 'grapheme', maxLength: Math.floor(most / 4) })
    const person = fc.record({
      nom: fc.oneof(
        fc.constantFrom('MARTIN', 'LE', 'A'),
        text(100).map((one) => `a${one}`),
      ),
      prenom: fc.oneof(
        fc.constantFrom('Marie', 'J.', 'M'),
        text(100).map((one) => `b${one}`),
      ),
      nomNaissance: text(100),
      voie: text(200),
      codePostal: fc.oneof(fc.stringMatching(/^\d{0,6}$/), text(20)),
      commune: text(100),
      departement: text(60),
      pays: text(60),
      profession: text(150),
      specialite: text(150),
      structure: fc.oneof(fc.stringMatching(/^\d{9,14}$/), text(200)),
    })
    await fc.assert(
      fc.asyncProperty(person, async (asked) => {
        const { candidats } = await ask(asked)
        const scores = candidats.map(({ score }) => score)
        expect(scores).toEqual(scores.toSorted((one, other) => other - one))
        expect(scores.reduce((sum, score) => sum + score, 0)).toBeLessThanOrEqual(1.001)
        expect(candidats.length).toBeLessThanOrEqual(10)
        candidats.forEach(isOfTheContract)
      }),
      { numRuns: 200 },
    )
  })

  it('is never certain when two people share name and first name and the rest asked agrees with both', async () => {
    const people = [...new Map(generated.map((one) => [one.identifiant, one])).values()]
    const groups = [...grouped(people, ({ nom, prenom }) => `${fold(nom)}|${fold(prenom)}`).values()]
    const homonyms = groups.filter((group) => group.length > 1)
    const both = (group: typeof people, value: (one: (typeof people)[number]) => string): string | null => {
      const values = new Set(group.slice(0, 2).map(value))
      return values.size === 1 && !values.has('') ? [...values][0]! : null
    }
    expect(homonyms.length).toBeGreaterThan(100)
    await fc.assert(
      fc.asyncProperty(fc.nat(homonyms.length - 1), fc.boolean(), async (at, withProfession) => {
        const group = homonyms[at]!
        const asked: PersonAsked = {
          nom: group[0]!.nom,
          prenom: group[1]!.prenom,
          profession: withProfession ? both(group, ({ profession }) => profession) : null,
          commune: both(group, ({ commune }) => foldCity(commune)),
        }
        expect((await ask(asked)).certitude).not.toBe('certaine')
      }),
      { numRuns: 150 },
    )
  })

  it('is never certain of the namesake of somebody whom the directory does not hold', async () => {
    const people = generated.filter(({ commune }) => commune !== '')
    await fc.assert(
      fc.asyncProperty(fc.nat(people.length - 1), fc.nat(people.length - 1), async (one, other) => {
        const { nom, prenom } = people[one]!
        const { commune, profession } = people[other]!
        const isThere = people.some(
          (held) =>
            fold(held.nom) === fold(nom) &&
            fold(held.prenom) === fold(prenom) &&
            foldCity(held.commune) === foldCity(commune),
        )
        fc.pre(!isThere)
        const { certitude, candidats } = await ask({ nom, prenom, commune, profession })
        const first = candidats[0]
        const sameName = first !== undefined && fold(first.professionnel.nom) === fold(nom)
        if (sameName) expect(certitude).not.toBe('certaine')
      }),
      { numRuns: 150 },
    )
  })

  it('answers a list of people with one pace for all of them', async () => {
    const pace = new OwnPace()
    const list = Array.from({ length: MOST_ASKED }, (_, at) => generated[at * 7]!)
    const found = await directories.read(async (directory) => {
      const all: Matches[] = []
      for (const { nom, prenom, commune } of list)
        all.push(await match(directory, { nom, prenom, commune }, ANONYMOUS, pace))
      return all
    })
    expect(found.filter(({ candidats }) => candidats.length > 0).length).toBe(MOST_ASKED)
  })

  it('gives up when nobody waits any more', async () => {
    const pace = new OwnPace(() => true)
    const found = await directories.read((directory) => match(directory, SOLVEIG, ANONYMOUS, pace))
    expect(found.candidats).toEqual([])
  })
})

function isOfTheContract({ certitude, comparaison, regle, explication }: MatchCandidate): void {
  expect(CERTITUDES).toContain(certitude)
  for (const { verdict } of comparaison) expect(VERDICTS).toContain(verdict)
  expect(regle).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
  expect(explication).toMatch(/^Concordance : .*\.$/)
}

function countsOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value])
  return groups
}
