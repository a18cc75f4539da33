import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
import type { Criteria, Field } from '../../src/search/criteria.js'
import { PARAMETERS } from '../../src/search/parameter-table.js'
import { criteriaFromParameters } from '../../src/search/parameters.js'
import { fold } from '../../src/text/fold.js'
import { annuaire, scratch } from '../support/cli.js'
import { readPeople } from '../support/plain-people.js'
import { readShown } from '../support/plain-ranking.js'
import {
  type Findable,
  findableMailboxes,
  findablePeople,
  findsAnybody,
  type Place,
  searched,
} from '../support/plain-search-bar.js'
import { type Served, serve } from '../support/served.js'

const CAP = 500
const RUNS = 300
/** Hundreds of questions, each with a plain loop over thousands of people. */
const LONG = 180_000

interface Answer {
  readonly total: number
  readonly tronque: boolean
  readonly motsSansResultat: readonly string[]
  readonly resultats: readonly { readonly identifiant: string; readonly adresse: string }[]
}

/** Random words of the feed, found by a plain loop over its own lines and through REST. */
describe('the search bar', () => {
  const folder = scratch('barre')
  const feed = join(folder, 'feed')
  const data = join(folder, 'data')
  let served: Served
  let people: readonly Findable[]
  let mailboxes: readonly Findable[]

  beforeAll(async () => {
    generateFeed({ lines: 4000, folder: feed, seed: 31, date: '202611200300', faultless: true })
    expect(annuaire(data, ['importer', '--silencieux', feed]).code).toBe(0)
    served = await serve(data)
    const holders = readPeople(feed)
    people = findablePeople(holders)
    const path = join(feed, 'Extraction_Correspondance_MSSante_202611200300.txt')
    mailboxes = findableMailboxes(path, readShown(feed), holders)
  }, LONG)
  afterAll(async () => {
    await served.stop()
  })

  const ask = async (route: string, parameters: Record<string, string>): Promise<Answer> => {
    const response = await fetch(`${served.http}/v1/${route}?${new URLSearchParams(parameters)}`)
    expect([parameters, response.status]).toEqual([parameters, 200])
    return (await response.json()) as Answer
  }

  /** What somebody remembers of a person: a few words of a line, whole or begun, as they come. */
  const KINDS = ['nom', 'nom', 'prenom', 'profession', 'label', 'structure', 'ville', 'departement', 'code', 'mail']
  const remembered = (from: () => readonly Findable[]): fc.Arbitrary<{ words: string[]; one: Findable; at: number }> =>
    fc
      .record({
        at: fc.nat(1_000_000),
        place: fc.nat(9),
        parts: fc.array(
          fc.record({
            kind: fc.constantFrom(...KINDS, 'numero', 'autre', 'autre', 'autre'),
            word: fc.nat(5),
            length: fc.constantFrom(1, 2, 3, 4, 5, 6, 8, 40, 40),
            begin: fc.constantFrom(0, 0, 0, 0, 1, 2),
            plain: fc.boolean(),
          }),
          { minLength: 1, maxLength: 4 },
        ),
      })
      .map(({ at, place, parts }) => {
        const all = from()
        const one = all[at % all.length]!
        const where = one.places[place % one.places.length]!
        const words = parts.map(({ kind, word, length, begin, plain }) => {
          const text = textOf(kind === 'autre' ? all[(at + 7 * word) % all.length]! : one, kind, where)
          const tokens = text.split(/[ –]+/)
          const token = kind === 'mail' ? text : (tokens[word % tokens.length] ?? '')
          const cut = kind === 'numero' || kind === 'code' ? token : token.slice(begin, begin + length)
          return (plain ? fold(cut) : cut.toLowerCase()).replace(/^[^\p{L}\p{N}@]+|[^\p{L}\p{N}\p{M}]+$/gu, '')
        })
        return { words: words.filter(isPlain).filter(isNoArrondissement), one, at: place % one.places.length }
      })
      .filter(({ words }) => words.length > 0)

  it.each(['professionnels', 'bals'] as const)(
    'finds and ranks %s as a plain loop does',
    { timeout: LONG },
    async (route) => {
      const all = () => (route === 'professionnels' ? people : mailboxes)
      const seen = { none: 0, few: 0, cut: 0, beside: 0 }
      const names = route === 'professionnels' ? [...BESIDE, ...BESIDE_PEOPLE] : BESIDE
      await fc.assert(
        fc.asyncProperty(
          remembered(all),
          fc.oneof(
            fc.constant([]),
            fc.array(fc.record({ name: fc.constantFrom(...names), length: fc.integer({ min: 3, max: 12 }) }), {
              minLength: 1,
              maxLength: 2,
            }),
          ),
          fc.integer({ min: 1, max: CAP }),
          async ({ words, one, at }, drawn, limite) => {
            const beside: Record<string, string> = {}
            for (const { name, length } of drawn) {
              const value = valueBeside(one, name, at, length)
              if (value !== '') beside[name === 'identifiant' ? numberName(value) : name] = value
            }
            const asked = criteriaBeside(beside)
            // What parameters refuse is another test's matter.
            if (asked === null) return
            const parameters = { ...beside, q: words.join(' '), limite: String(limite) }
            // A criterion beside them leads short words as a long one does.
            const led = Object.keys(beside).some((name) => PARAMETERS[name]!.leads === true)
            if (led && words.every((word) => fold(word).length < 3)) return
            const wanted = searched(all(), words, route === 'professionnels', asked)
            if (drawn.length > 0 && wanted.length > 0) seen.beside++
            const { total, tronque, resultats, motsSansResultat } = await ask(route, parameters)
            const keys = resultats.map((one) => (route === 'bals' ? one.adresse.toLowerCase() : one.identifiant))
            expect({ parameters, keys, total, tronque }).toEqual({
              parameters,
              keys: wanted.slice(0, limite),
              total: Math.min(CAP, wanted.length),
              tronque: wanted.length > Math.min(CAP, limite),
            })
            const isLost = (word: string) => !findsAnybody(all(), word, words)
            expect({ parameters, motsSansResultat }).toEqual({
              parameters,
              motsSansResultat: wanted.length > 0 ? [] : [...new Set(words.filter(isLost))],
            })
            seen[wanted.length === 0 ? 'none' : wanted.length > limite ? 'cut' : 'few']++
          },
        ),
        { numRuns: RUNS, seed: 13 },
      )
      for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10)
    },
  )
})

/** Parameters that may stand beside `q`; the others have tests of their own. */
const BESIDE = [
  ...([
    'nom',
    'prenom',
    'identifiant',
    'departement',
    'ville',
    'codePostal',
    'voie',
    'profession',
    'specialite',
  ] as const),
  ...(['modeExercice', 'secteur', 'categorie', 'structure', 'siren', 'adresse', 'typeBal'] as const),
] satisfies readonly Field[]
/** What a mailbox shows of its holder is another file's (test/doors/holder-numbers.test.ts). */
const BESIDE_PEOPLE = ['telephone', 'avecBal'] as const satisfies readonly Field[]
type Beside = (typeof BESIDE | typeof BESIDE_PEOPLE)[number]

/** A whole code, or the start of a text; '' for what is too short to be one. */
function valueBeside(one: Findable, field: Beside, place: number, length: number): string {
  const value = one.valueOf(field, place)
  if (['nom', 'prenom', 'ville', 'structure', 'voie', 'adresse'].includes(field)) {
    const start = value.slice(0, length)
    return fold(start).length < 3 ? '' : start
  }
  if (field === 'codePostal') return value.slice(0, Math.min(5, length))
  return field === 'telephone' ? value.slice(0, 4 + length) : value
}

function numberName(identifiant: string): 'rpps' | 'adeli' {
  return identifiant.startsWith('8') ? 'rpps' : 'adeli'
}

/** The criteria of parameters; null when they are refused. */
function criteriaBeside(parameters: Readonly<Record<string, string>>): Criteria | null {
  if (Object.keys(parameters).length === 0) return { kind: 'all' }
  try {
    return criteriaFromParameters(parameters).criteria
  } catch {
    return null
  }
}

function textOf({ shown, labels, addresses, numbers }: Findable, kind: string, place: Place): string {
  switch (kind) {
    case 'nom':
      return shown.nom || shown.own
    case 'prenom':
      return shown.prenom
    case 'profession':
      return place.profession
    case 'label':
      return labels[0] ?? ''
    case 'structure':
      return place.structure[0]!
    case 'ville':
      return place.ville
    case 'departement':
      return place.departement
    case 'code':
      return place.codePostal
    case 'mail':
      return addresses[0] ?? ''
    case 'numero':
      return numbers[0]!.slice(1)
    default:
      return shown.nom
  }
}

/** Small words, elisions and other numbers are cases of their own (test/http/search-bar.test.ts). */
const SMALL = /^(?:le|la|les|saint|sainte|saints|saintes|st|ste|sts|stes|de|du|des|d|l|a|au|aux|en|et|sur|sous)$/i
const MORE_SMALL = /^(?:cedex.*|cdx.*|dans|pour|chez|dr|docteur|pr|professeur|mme|madame|mlle|mr|monsieur|[dl]['’].*)$/i

/** PARIS 7 is a postcode, which is a case of its own too. */
function isNoArrondissement(word: string, at: number, words: readonly string[]): boolean {
  return !(
    /^\d{1,2}(?:er?|eme|ieme|nd)?$/i.test(fold(word)) && /^(?:PARIS|LYON|MARSEILLE)$/.test(fold(words[at - 1] ?? ''))
  )
}

function isPlain(word: string): boolean {
  if (fold(word) === '' || SMALL.test(fold(word)) || MORE_SMALL.test(fold(word)) || /^[dl]['’]/i.test(word))
    return false
  return /^[\p{L}\p{N}\p{M}'’.@_-]+$/u.test(word) && word !== '20'
}
