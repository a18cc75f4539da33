import type { Criteria, Field, Match } from '../search/criteria.js'
import { and, inDepartements, or, term } from '../search/terms.js'
import type { Asked, AskedPlace } from './asked.js'
import type { AskedName, AskedNames } from './asked-names.js'
import type { Naming } from './naming.js'
import { isShortSound, type WrittenName } from './written-name.js'

/** People who may be the person sought, by one way in which the question may be right (a blocking rule). */
export interface Block {
  readonly criteria: Criteria
  /** Of a block of more people, those looked at all the same: who work where was asked, and who do what was. */
  readonly within: readonly Criteria[]
  /** People of the block looked at, at most. */
  readonly most: number
}

/** Words of a compound name that are looked for. */
const MOST_WORDS = 4
/** Letters of a word of a compound name that is looked for. */
const SHORTEST_WORD = 3
/** Letters of the start of a compound name: of fewer there are too many others. */
const SHORTEST_START = 4

/**
 * Blocks by name, each without those before it: the names as they were asked, then as they may have been meant, then in each
 * other's place.
 */
export function nameBlocks(asked: Asked, names: AskedNames, naming: Naming): readonly Block[] {
  const within = withinCriteria(asked)
  const { surname, birthName, firstName } = names
  const own = [surname, ...(birthName === null ? [] : [birthName])]
  const exactName = or(own.map(({ name }) => exact('nom', name.letters)))
  const exactFirst = exact('prenom', firstName.name.letters)
  const nearName = and([or(own.flatMap((one) => nearNames(one, naming))), not(exactName)])
  const nearFirst = and([or(nearFirstNames(firstName, naming)), not(exactFirst)])
  const blocks = [
    { criteria: and([exactName, exactFirst]), most: 64 },
    { criteria: and([nearName, exactFirst]), most: 48 },
    { criteria: and([exactName, nearFirst]), most: 48 },
    { criteria: and([nearName, nearFirst]), most: 32 },
    ...(naming.french ? [{ criteria: swapped(asked), most: 32 }] : []),
  ]
  return blocks.filter(({ criteria }) => criteria.kind !== 'none').map((block) => ({ ...block, within }))
}

/**
 * Blocks by place, for names that came out of the others too damaged, or that changed: the same first name and profession
 * in the city, or the same name there.
 */
export function placeBlocks(asked: Asked, names: AskedNames): readonly Block[] {
  const { place, profession } = asked
  if (place === null || place.onlyDepartement) return []
  const there = thereCriteria(place)
  const first = exact('prenom', names.firstName.name.letters)
  const street = place.street === null ? null : exact('voie', place.street.join(''))
  const job = profession === null ? null : exact('profession', profession)
  const own = exact('nom', names.surname.name.letters)
  const blocks = [
    ...(street === null ? [] : [{ criteria: and([first, there, street]), most: 16 }]),
    // The dearest of all: a common first name, a common profession and a large city.
    ...(job === null || street !== null ? [] : [{ criteria: and([first, there, job]), most: 48 }]),
    { criteria: and([own, there]), most: 32 },
  ]
  return blocks.map((block) => ({ ...block, within: [] }))
}

function withinCriteria({ place, profession, specialite }: Asked): readonly Criteria[] {
  const situation = and([
    ...(profession === null ? [] : [exact('profession', profession)]),
    ...(specialite === null ? [] : [exact('specialite', specialite)]),
  ])
  return [...(place === null ? [] : [thereCriteria(place)]), ...(situation.kind === 'all' ? [] : [situation])]
}

/** Where somebody works who is asked for with this place: in the city or under the postcode, else in the département. */
function thereCriteria({ postcode, city, departements }: AskedPlace): Criteria {
  const places = [
    ...(postcode === null ? [] : [exact('codePostal', postcode)]),
    ...(city === null ? [] : [exact('ville', city)]),
  ]
  return places.length > 0 ? or(places) : inDepartements(departements)
}

function nearNames(asked: AskedName, naming: Naming): readonly Criteria[] {
  const slips = asked.neighbours.map((spelling) => exact('nom', spelling))
  if (!naming.french) return slips
  const { letters, words, proper, sound } = asked.name
  const parts = proper.filter((word) => word.length >= SHORTEST_WORD).slice(0, MOST_WORDS)
  const bare = proper.join('')
  return [
    ...slips,
    ...(isShortSound(sound) ? [] : [exact('sonNom', sound)]),
    // Of a compound name, its parts; of a name with particles, what is left without them; and the other way round.
    ...(parts.length > 1 || bare !== letters ? [bare, ...parts].map((word) => exact('nom', word)) : []),
    ...(parts.length > 1 ? parts.map((word) => exact('motNom', word)) : []),
    ...(parts.length > 1 ? turned(words).map((name) => exact('nom', name)) : []),
    ...(words.length > 1 ? words.slice(1).map((_, at) => exact('nom', words.slice(at + 1).join(''))) : []),
    ...[letters, bare].map((word) => exact('motNom', word)),
    ...(letters.length >= SHORTEST_START ? [starts('nom', letters)] : []),
  ]
}

/** The words in the same circle from each of the others on: MARTIN LE GOFF of LE GOFF-MARTIN. */
function turned(words: readonly string[]): readonly string[] {
  return words.slice(1).map((_, at) => [...words.slice(at + 1), ...words.slice(0, at + 1)].join(''))
}

function nearFirstNames(asked: AskedName, naming: Naming): readonly Criteria[] {
  const slips = asked.neighbours.map((spelling) => exact('prenom', spelling))
  if (!naming.french) return slips
  const { letters, words, sound } = asked.name
  return [
    ...slips,
    ...(isShortSound(sound) ? [] : [exact('sonPrenom', sound)]),
    ...(words.length > 1 ? words.slice(0, MOST_WORDS).map((word) => exact('prenom', word)) : []),
    ...(words.length > 2 ? [exact('prenom', words.slice(0, 2).join(''))] : []),
    exact('motPrenom', letters),
    // JEAN-PIERRE is written JP, and every name by its first letter.
    starts('prenom', letters),
    ...(words.length === 1 && letters.length > 1 && letters.length <= 3 ? [starts('prenom', letters.slice(0, 1))] : []),
    ...(words.length > 1 && words[0]!.length === 1 ? [starts('prenom', words[0]!)] : []),
  ]
}

function swapped({ name, firstName }: Asked): Criteria {
  const as = (field: Field, one: WrittenName, sound: Field): Criteria =>
    or([exact(field, one.letters), ...(isShortSound(one.sound) ? [] : [exact(sound, one.sound)])])
  return and([as('nom', firstName, 'sonNom'), as('prenom', name, 'sonPrenom')])
}

function not(criteria: Criteria): Criteria {
  return { kind: 'not', of: criteria }
}

function exact(field: Field, value: string): Criteria {
  return ofLetters(field, 'exact', value)
}

function starts(field: Field, value: string): Criteria {
  return ofLetters(field, 'prefix', value)
}

function ofLetters(field: Field, match: Match, value: string): Criteria {
  return value === '' ? { kind: 'none' } : term(field, match, value)
}
