import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
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
    people = findablePeople(readPeople(feed))
    mailboxes = findableMailboxes(join(feed, 'Extraction_Correspondance_MSSante_202611200300.txt'), readShown(feed))
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
  const remembered = (from: () => readonly Findable[]): fc.Arbitrary<{ words: string[]; place: Place }> =>
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
        return { words: words.filter(isPlain), place: where }
      })
      .filter(({ words }) => words.length > 0)

  it.each(['professionnels', 'bals'] as const)(
    'finds and ranks %s as a plain loop does',
    { timeout: LONG },
    async (route) => {
      const all = () => (route === 'professionnels' ? people : mailboxes)
      const seen = { none: 0, few: 0, cut: 0 }
      await fc.assert(
        fc.asyncProperty(
          remembered(all),
          fc.constantFrom('', '', 'modeExercice', 'departement', 'nom'),
          fc.integer({ min: 1, max: CAP }),
          async ({ words, place }, beside, limite) => {
            const parameters: Record<string, string> = { q: words.join(' '), limite: String(limite) }
            let among = all()
            let at: (place: Place) => boolean = () => true
            if (beside === 'departement' && place.departement !== '') {
              parameters['departement'] = place.departement
              at = (other) => other.departement === place.departement
            } else if (beside === 'modeExercice' && place.modeExercice !== undefined && place.modeExercice !== '') {
              parameters['modeExercice'] = place.modeExercice
              at = (other) => other.modeExercice === place.modeExercice
            } else if (beside === 'nom') {
              parameters['nom'] = 'mar'
              among = among.filter(({ shown }) => fold(shown.nom).startsWith('MAR'))
            }
            // A criterion beside them leads short words as a long one does.
            const led = 'nom' in parameters || 'departement' in parameters
            if (led && words.every((word) => fold(word).length < 3)) return
            const wanted = searched(among, words, route === 'professionnels', at)
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
        { numRuns: RUNS, seed: 12 },
      )
      for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10)
    },
  )
})

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

function isPlain(word: string): boolean {
  if (fold(word) === '' || SMALL.test(fold(word)) || MORE_SMALL.test(fold(word)) || /^[dl]['’]/i.test(word))
    return false
  return /^[\p{L}\p{N}\p{M}'’.@_-]+$/u.test(word) && word !== '20'
}
