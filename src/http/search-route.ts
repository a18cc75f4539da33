import type { FastifyReply, FastifyRequest } from 'fastify'
import { AnnuaireError, fault } from '../errors.js'
import { type Criteria, type Field, RESULT_CAP } from '../search/criteria.js'
import { criteriaFromParameters, SEARCH_PARAMETERS, type Search } from '../search/parameters.js'
import { wordsAlone } from '../search/search-bar.js'
import { searchBarRanks } from '../search/search-bar-ranking.js'
import { and } from '../search/terms.js'
import type { TypedWord } from '../search/typed-words.js'
import { ANONYMOUS, type Directory, type Found, type MaybePromise, type Reader, type Window } from '../store/index.js'
import { NATIONAL } from '../values/index.js'
import { notModified } from './caching.js'
import { sendInPieces } from './format.js'
import type { HttpServices } from './options.js'
import type { Patience } from './patience.js'
import { readerOf } from './reader.js'

export type Find<T> = (
  directory: Directory,
  criteria: Criteria,
  reader: Reader,
  window: Window,
) => MaybePromise<Found<T>>

// One more than the cap tells whether the answer was cut.
const CUT = RESULT_CAP + 1
const NOTHING_MORE = { results: [], count: 0 }
const ONE: ReadonlySet<Field> = new Set(['identifiant', 'ancienAdeli', 'adresse'])

/**
 * A search route: parameters → criteria → at most 500 results, and how many there are.
 * @param root element that holds the results in XML: what is searched @param parametersOf names of its parameters
 */
export function searchRoute<T extends object>(
  services: HttpServices,
  root: 'professionnels' | 'bals' | 'structures',
  find: Find<T>,
  parametersOf = SEARCH_PARAMETERS,
) {
  const names = new Set(parametersOf)
  const people = root === 'professionnels'
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const reader = await readerOf(request, services)
    const { format: _format, ...parameters } = request.query as Record<string, string | string[]>
    const codes = await services.directory.read((directory) => directory.codes(reader))
    const asked = criteriaFromParameters(parameters, codes, (name) => names.has(name))
    const answer = (patience: Patience | null): Promise<FastifyReply> =>
      services.directory.read(async (directory) => {
        checkSource(parameters['source'], directory, reader)
        if (isKnown(request, reply, directory, reader)) return reply.code(304).send()
        const list = await searched(asked, directory, reader, { find, people, patience })
        reply.results = list.resultats.length
        return sendInPieces(request, reply, root, list, patience)
      })
    // Reading the one entry that somebody names is quicker than waiting for it.
    return asked.wider === null && namesOne(asked.criteria) ? answer(null) : services.searches.take(request, answer)
  }
}

/** How a search is answered. */
export interface Searching<T> {
  readonly find: Find<T>
  readonly people: boolean
  /** null: at once, as one entry is read. */
  readonly patience: Patience | null
}

/** An answer as the contract has it (resources/lists.ts). */
export interface SearchedList<T> {
  readonly total: number
  readonly limite: number
  readonly tronque: boolean
  readonly generation: string
  readonly motsSansResultat?: readonly string[]
  readonly resultats: readonly T[]
}

/** Answers a search: at most 500 results, how many there are, and the words that find nothing. */
export async function searched<T>(
  asked: Search,
  directory: Directory,
  reader: Reader,
  how: Searching<T>,
): Promise<SearchedList<T>> {
  const { count, results } = await both(asked, directory, reader, how)
  const none = count === 0 && asked.words !== null
  const lost = none ? await lostWords(asked.words, directory, reader, how) : []
  return {
    total: Math.min(count, RESULT_CAP),
    limite: asked.limite,
    tronque: count > results.length,
    generation: directory.generation.id,
    ...(asked.words !== null && { motsSansResultat: lost }),
    resultats: results,
  }
}

/** The results of the criteria, then those that only the wider ones have. */
async function both<T>(
  { criteria, wider, words, limite }: Search,
  directory: Directory,
  reader: Reader,
  { find, people, patience }: Searching<T>,
): Promise<{ readonly count: number; readonly results: readonly T[] }> {
  const how = {
    after: 0,
    ...(patience !== null && { abandoned: patience.abandoned }),
    ...(words !== null && { tiers: searchBarRanks(words, people) }),
  }
  const first = await find(directory, criteria, reader, { ...how, limit: limite, countTo: CUT })
  await patience?.next()
  let more: Found<T> = NOTHING_MORE
  if (wider !== null) {
    const others = and([wider, { kind: 'not', of: criteria }])
    const window = { ...how, limit: limite - first.results.length, countTo: CUT - first.count }
    more = await find(directory, others, reader, window)
    await patience?.next()
  }
  return { count: first.count + more.count, results: [...first.results, ...more.results].map(({ value }) => value) }
}

/** Which words of a search bar find nothing, even by themselves. */
async function lostWords<T>(
  words: readonly TypedWord[],
  directory: Directory,
  reader: Reader,
  { find, patience }: Searching<T>,
): Promise<readonly string[]> {
  const lost = new Set<string>()
  for (const { word, criteria } of wordsAlone(words)) {
    const { count } = await find(directory, criteria, reader, {
      after: 0,
      limit: 1,
      ...(patience !== null && { abandoned: patience.abandoned }),
    })
    await patience?.next()
    if (count === 0) lost.add(word)
  }
  return [...lost]
}

/** One person, or one mailbox, whatever else is asked of it. */
function namesOne(criteria: Criteria): boolean {
  if (criteria.kind === 'and') return criteria.of.some(namesOne)
  if (criteria.kind === 'or') return criteria.of.length <= 2 && criteria.of.every(namesOne)
  return criteria.kind === 'term' && criteria.match === 'exact' && ONE.has(criteria.field)
}

/** An unknown source is a mistake to tell; one that the reader may not read is unknown to him. */
export function checkSource(source: string | string[] | undefined, directory: Directory, reader: Reader): void {
  // Empty or repeated ones are the search contract's matter.
  const name = typeof source === 'string' ? source.trim() : ''
  if (name === '' || name === NATIONAL) return
  const readable = directory.generation.sources.filter((name) => reader.sources.includes(name))
  if (readable.includes(name)) return
  const regle = `une source que vous pouvez lire : ${[NATIONAL, ...readable].join(', ')}`
  throw new AnnuaireError('CRITERE_INVALIDE', `Source inconnue ou non ouverte à ce compte : ${regle}.`, [
    fault('source', regle, name),
  ])
}

/** Sets what a cache needs; true when the caller holds the answer, which the generation alone changes. */
export function isKnown(request: FastifyRequest, reply: FastifyReply, { edition }: Directory, reader: Reader): boolean {
  return notModified(request, reply, [edition, ...reader.sources], reader === ANONYMOUS)
}
