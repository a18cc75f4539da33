import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
import type { Criteria, Field, Match } from '../../src/search/criteria.js'
import { criteriaFromParameters } from '../../src/search/parameters.js'
import { term } from '../../src/search/terms.js'
import { fold, foldWords } from '../../src/text/fold.js'
import { besideArticles } from '../../src/text/fold-street.js'
import { entryName, message, search } from '../ldap/ber.js'
import { RawClient } from '../ldap/raw-client.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Mailbox, mailboxMatches, readMailboxes } from '../support/plain-mailboxes.js'
import { fieldValue, matches, OF_LINE, type Person, readPeople } from '../support/plain-people.js'
import { type Served, serve } from '../support/served.js'
import { asFilter } from './as-filter.js'

const CAP = 500
const RUNS = 500
/** Thousands of questions and as many plain loops take a while on two cores. */
const LONG = 180_000
const SEARCH_RESULT_DONE = 0x65

/** Random questions answered by a plain loop over the feed's own lines, through REST and through LDAP. */
describe('every door gives the same answer', () => {
  const folder = scratch('portes')
  const feed = join(folder, 'feed')
  const data = join(folder, 'data')
  let served: Served
  let client: RawClient
  let people: Person[]
  let mailboxes: Mailbox[]

  beforeAll(async () => {
    generateFeed({ lines: 12_000, folder: feed, seed: 11, date: '202611200300', faultless: true })
    expect(annuaire(data, ['importer', '--silencieux', feed]).code).toBe(0)
    served = await serve(data)
    client = await RawClient.open(Number(new URL(served.ldap).port))
    people = readPeople(feed)
    mailboxes = readMailboxes(feed)
  })
  afterAll(async () => {
    client.finish()
    await served.stop()
  })

  const cut = <T>(wanted: readonly T[]) => ({ shown: wanted.slice(0, CAP), truncated: wanted.length > CAP })

  /** Values that the feed holds, so that the questions have answers. */
  const personTerm = (fields: readonly Field[]): fc.Arbitrary<Criteria> =>
    fc
      .record({
        field: fc.constantFrom(...fields),
        at: fc.nat(1_000_000),
        match: fc.constantFrom<Match>('exact', 'prefix', 'infix', 'present'),
        from: fc.nat(4),
        length: fc.integer({ min: 3, max: 7 }),
      })
      .map(({ field, at, match, from, length }) => {
        const person = people[at % people.length]!
        return cutTerm(field, match, fieldValue(field, person, person.lines[at % person.lines.length]!), from, length)
      })

  const mailboxTerm: fc.Arbitrary<Criteria> = fc
    .record({
      field: fc.constantFrom<Field>(
        ...(['nom', 'prenom', 'nomComplet', 'adresse', 'structure', 'ville', 'codePostal'] as const),
        ...(['profession', 'specialite', 'typeBal', 'identifiant', 'voie'] as const),
      ),
      at: fc.nat(1_000_000),
      match: fc.constantFrom<Match>('exact', 'prefix', 'infix', 'present'),
      from: fc.nat(12),
      length: fc.integer({ min: 3, max: 9 }),
    })
    .map(({ field, at, match, from, length }) => {
      const mailbox = mailboxes[at % mailboxes.length]!
      const values = mailbox.names[field]?.map((names) => names.join(' ')) ?? mailbox.values[field]!
      return cutTerm(field, match, values[at % values.length]!, from, length)
    })

  const trees = (leaf: fc.Arbitrary<Criteria>): fc.Arbitrary<Criteria> =>
    fc.letrec<{ tree: Criteria }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 2, withCrossShrink: true },
        leaf,
        fc.record({ kind: fc.constant('and' as const), of: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }) }),
        fc.record({ kind: fc.constant('or' as const), of: fc.array(tie('tree'), { minLength: 2, maxLength: 4 }) }),
        tie('tree').map((of): Criteria => ({ kind: 'not', of })),
      ),
    })).tree

  let id = 0
  const overLdap = async (base: string, criteria: Criteria) => {
    id++
    client.forget()
    client.send(message(id, search({ base, scope: 2, filter: asFilter(criteria), attributes: ['1.1'] })))
    const ours = () => client.received.filter((one) => one.id === id)
    await client.until(() => ours().some(({ tag }) => tag === SEARCH_RESULT_DONE))
    const received = ours()
    const done = received.at(-1)!
    expect([0, 4]).toContain(done.code)
    const shown = received.slice(0, -1).map((entry) => /^[^=]+=([^,]+),/.exec(entryName(entry))![1]!)
    return { shown, truncated: done.code === 4 }
  }

  it(
    'for professionals, through LDAP',
    async () => {
      const fields: readonly Field[] = [
        ...(['nom', 'prenom', 'nomComplet', 'identifiant', 'specialite', 'adresse'] as const),
        ...OF_LINE,
      ]
      await fc.assert(
        fc.asyncProperty(trees(personTerm(fields)), async (criteria) => {
          const wanted = people.filter((person) => matches(criteria, person)).map(({ identifiant }) => identifiant)
          expect(await overLdap('ou=professionnels,dc=rpps,dc=fr', onlyEntries(criteria))).toEqual(cut(wanted))
        }),
        { numRuns: RUNS },
      )
    },
    LONG,
  )

  it(
    'for mailboxes, through LDAP',
    async () => {
      await fc.assert(
        fc.asyncProperty(trees(mailboxTerm), async (criteria) => {
          const wanted = mailboxes.filter((one) => mailboxMatches(criteria, one)).map(({ adresse }) => adresse)
          const found = await overLdap('ou=national,dc=mssante,dc=fr', onlyEntries(criteria))
          expect({ ...found, shown: found.shown.map((one) => one.toLowerCase()) }).toEqual(cut(wanted))
        }),
        { numRuns: RUNS },
      )
    },
    LONG,
  )

  it(
    'for professionals, through REST',
    async () => {
      const value = fc.record({ at: fc.nat(1_000_000), line: fc.nat(9), length: fc.integer({ min: 3, max: 12 }) })
      const names = fc.subarray(
        [
          ...(['nom', 'prenom', 'rpps', 'departement', 'ville', 'codePostal', 'profession', 'specialite'] as const),
          ...(['structure', 'adresse', 'typeBal', 'avecBal', 'parMot', 'voie', 'modeExercice'] as const),
          ...(['secteur', 'categorie', 'siren', 'telephone'] as const),
        ],
        { minLength: 1, maxLength: 4 },
      )
      await fc.assert(
        fc.asyncProperty(names, value, value, async (chosen, one, other) => {
          const parameters: Record<string, string> = {}
          for (const [index, name] of chosen.entries()) {
            // Mostly of one person, so that the criteria meet.
            const { at, line, length } = index === 3 ? other : one
            const person = people[at % people.length]!
            parameters[name] = parameter(name, person, person.lines[line % person.lines.length]!, length)
          }
          const { criteria, wider } = read(parameters)
          if (criteria === null) return
          const first = people.filter((person) => matches(criteria, person))
          const more = wider === null ? [] : people.filter((one) => !matches(criteria, one) && matches(wider, one))
          const wanted = cut([...first, ...more].map(({ identifiant }) => identifiant))
          const query = new URLSearchParams({ ...parameters, limite: String(CAP) })
          const response = await fetch(`${served.http}/v1/professionnels?${query}`)
          expect(response.status).toBe(200)
          const { total, tronque, resultats } = (await response.json()) as {
            total: number
            tronque: boolean
            resultats: { identifiant: string }[]
          }
          expect({ shown: resultats.map((found) => found.identifiant), truncated: tronque }).toEqual(wanted)
          expect(total).toBe(wanted.shown.length)
        }),
        { numRuns: RUNS },
      )
    },
    LONG,
  )
})

/** Containers satisfy a negation too: only entries of the store are asked for. */
function onlyEntries(criteria: Criteria): Criteria {
  const entry: Criteria = { kind: 'or', of: [term('adresse', 'present', ''), term('identifiant', 'present', '')] }
  return { kind: 'and', of: [criteria, entry] }
}

function cutTerm(field: Field, match: Match, value: string, from: number, length: number): Criteria {
  const named = field === 'nom' || field === 'prenom' || field === 'nomComplet' || field === 'structure'
  const text = named ? foldWords(value).join(' ') : value
  const hasFragments = named || ['adresse', 'ville', 'service', 'voie'].includes(field)
  const fragment = text.slice(from, from + length)
  // LDAP alone finds what lies in an article of a street, as slapd does (test/ldap/beside-slapd.test.ts).
  if (
    field === 'voie' &&
    match !== 'exact' &&
    [fragment, text.slice(0, length)].some((one) => besideArticles(one) !== null)
  ) {
    return term(field, 'present', '')
  }
  if (match === 'infix' && hasFragments && fold(fragment).length >= 3) return term(field, 'infix', fragment)
  if (match === 'present' || value === '') return term(field, 'present', '')
  return term(field, match === 'exact' ? 'exact' : 'prefix', match === 'exact' ? value : text.slice(0, length))
}

function parameter(name: string, person: Person, line: Person['lines'][number], length: number): string {
  switch (name) {
    case 'rpps':
      return person.identifiant.startsWith('8') ? person.identifiant.slice(1) : '10000000017'
    case 'parMot':
      return 'true'
    case 'nom':
    case 'prenom':
      // The later words of compound names too.
      return person[name]
        .split(/[-' ]/)
        .at(length % 2 === 0 ? -1 : 0)!
        .slice(0, length)
    case 'departement':
    case 'profession':
    case 'specialite':
    case 'typeBal':
    case 'avecBal':
    case 'modeExercice':
    case 'secteur':
    case 'categorie':
    case 'siren':
      return fieldValue(name, person, line)
    default:
      return fieldValue(name as Field, person, line).slice(0, length)
  }
}

/** What the parameters ask; null when they are refused, which is another test's matter. */
function read(parameters: Record<string, string>): { criteria: Criteria | null; wider: Criteria | null } {
  try {
    return criteriaFromParameters(parameters)
  } catch {
    return { criteria: null, wider: null }
  }
}
