import { foldText } from '../text/fold.js'
import { type Criteria, type Field, type Match, SHORTEST_INFIX } from './criteria.js'
import { implies } from './implies.js'
import { and, isShortFragment, normalise, or, term } from './terms.js'

/** What somebody typed to find a person or a service, and the fields that it was looked for in. */
export interface Typed {
  /** One or more, in their order. */
  readonly words: readonly string[]
  readonly asked: ReadonlySet<Field>
}

const NONE: Criteria = { kind: 'none' }
/** What parts the words of the left part of an address. */
const SEPARATORS = ['.', '-', '_']

/** A part of an answer, made when it is first asked for: the first ones are often enough. */
export type Tier = () => Criteria

/**
 * The answer to a completion, cut into tiers: who is most probably meant comes first. Each tier is an exact question to
 * the store, no entry is in two of them, and together they hold what the criteria hold.
 * @param criteria of the whole answer
 * @param people professionals, not mailboxes
 * @returns the tiers in their order, their number depending on the words alone; what only a domain, a title or a city
 * brings in comes last
 */
export function ranked(typed: Typed, criteria: Criteria, people: boolean): readonly Tier[] {
  if (criteria.kind === 'none') return [() => criteria]
  const ranks = ranksOf(typed, people)
  const before = (at: number): readonly Criteria[] => except(ranks.slice(0, at).map((rank) => rank()))
  const tiers = ranks.map((rank, at) => (): Criteria => {
    const own = rank()
    return own.kind === 'none' ? own : and([...parts(within(own, criteria)), ...before(at)])
  })
  return [...tiers, () => and([...parts(criteria), ...before(ranks.length)])].map(once)
}

/**
 * The ranks as they are said in README.md, of what was typed alone: those of the tiers but the last one, which holds what is of
 * no rank.
 */
export function ranksOf(typed: Typed, people: boolean): readonly Tier[] {
  return ranksInOrder(typed, people).map(once)
}

function ranksInOrder({ words, asked }: Typed, people: boolean): readonly Tier[] {
  const whole = words.join(' ')
  const texts = words.length === 1 ? words : [whole, ...words]
  const fields = fieldsOf(asked, people)
  const each = (rank: (text: string, fields: Fields) => readonly Criteria[]): Criteria =>
    or(texts.flatMap((text) => rank(text, fields)))
  const name = () => each(wholeName)
  const named = () => each(nameStarts)
  const services = [() => each(serviceName), () => each(serviceStarts)]
  const address = () => each(addressWord)
  const firstName = () => each(firstNameStarts)
  if (words.length > 1) {
    const full = () => or([fullName(whole, fields), name()])
    const both = () => bothNames(words, fields)
    // Each tier asks for every word again: where they separate little they are asked for together.
    return [both, full, named, together(services), together([() => each(laterWord), address, firstName])]
  }
  return isShort(whole)
    ? [name, named, ...services, firstName, address]
    : [
        name,
        named,
        ...services,
        () => each(laterWord),
        address,
        firstName,
        () => each(inside),
        () => each(insideStructure),
      ]
}

function together(tiers: readonly Tier[]): Tier {
  return () => or(tiers.map((tier) => tier()))
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

interface Fields {
  readonly nom: boolean
  readonly prenom: boolean
  readonly adresse: boolean
  /** The name of a service or an application, whose mailbox bears no person's. */
  readonly own: boolean
  readonly service: boolean
  readonly structure: boolean
}

function fieldsOf(asked: ReadonlySet<Field>, people: boolean): Fields {
  const full = asked.has('nomComplet')
  return {
    nom: full || asked.has('nom'),
    prenom: full || asked.has('prenom'),
    adresse: asked.has('adresse'),
    own: !people && (full || asked.has('service')),
    service: asked.has('service'),
    // The cn of a service's mailbox is its structure's name too.
    structure: asked.has('structure') || (full && !people),
  }
}

/** Nothing that is so short is looked for inside a name. */
function isShort(text: string): boolean {
  return normalise('nom', text).length < SHORTEST_INFIX
}

/** Name and first name by their starts, in either order and wherever the words part. */
function bothNames(words: readonly string[], { nom, prenom }: Fields): Criteria {
  if (!nom || !prenom) return NONE
  const cuts = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')] as const)
  const starts = (name: string, first: string): Criteria =>
    and([term('nom', 'prefix', name), term('prenom', 'prefix', first)])
  return or(cuts.flatMap(([one, other]) => [starts(one, other), starts(other, one)]))
}

function fullName(text: string, { nom, prenom }: Fields): Criteria {
  return nom && prenom ? and([term('nomComplet', 'exact', text), term('nom', 'present', '')]) : NONE
}

function wholeName(text: string, { nom }: Fields): readonly Criteria[] {
  return [nom ? term('nom', 'exact', text) : NONE]
}

function nameStarts(text: string, { nom }: Fields): readonly Criteria[] {
  return [nom ? term('nom', 'prefix', text) : NONE]
}

function serviceName(text: string, { own }: Fields): readonly Criteria[] {
  return [own ? ownName('exact', text) : NONE]
}

function serviceStarts(text: string, { own }: Fields): readonly Criteria[] {
  return [own ? ownName('prefix', text) : NONE]
}

/** The words of a service's name have no index: what lies inside it stands for them. */
function laterWord(text: string, { nom, own }: Fields): readonly Criteria[] {
  return [nom ? term('motNom', 'prefix', text) : NONE, own ? ownName('infix', text) : NONE]
}

function addressWord(text: string, { adresse }: Fields): readonly Criteria[] {
  if (!adresse) return []
  const plain = foldText(text)
  return [term('partieLocale', 'prefix', plain), ...SEPARATORS.map((sign) => infix('partieLocale', sign + plain))]
}

function firstNameStarts(text: string, { prenom }: Fields): readonly Criteria[] {
  return [prenom ? term('prenom', 'prefix', text) : NONE]
}

function inside(text: string, { nom, prenom, adresse }: Fields): readonly Criteria[] {
  return [
    nom ? infix('nom', text) : NONE,
    prenom ? infix('prenom', text) : NONE,
    adresse ? infix('partieLocale', foldText(text)) : NONE,
  ]
}

function insideStructure(text: string, { structure, service }: Fields): readonly Criteria[] {
  return [structure ? infix('structure', text) : NONE, service ? infix('service', text) : NONE]
}

function ownName(match: Match, text: string): Criteria {
  const named = match === 'infix' ? infix('service', text) : term('service', match, text)
  return and([named, { kind: 'not', of: term('nom', 'present', '') }])
}

function infix(field: Field, text: string): Criteria {
  const whole = term(field, 'infix', text)
  return whole.kind === 'term' && isShortFragment(whole) ? NONE : whole
}

/** What of a rank satisfies the criteria; they are not asked again where the rank implies it. */
function within(rank: Criteria, criteria: Criteria): Criteria {
  const held = (one: Criteria): Criteria => (implies(one, criteria) ? one : and([...parts(one), ...parts(criteria)]))
  return rank.kind === 'or' ? or(rank.of.map(held)) : held(rank)
}

function except(ranks: readonly Criteria[]): readonly Criteria[] {
  const former = or(ranks)
  return former.kind === 'none' ? [] : [{ kind: 'not', of: former }]
}

function parts(criteria: Criteria): readonly Criteria[] {
  return criteria.kind === 'and' ? criteria.of : [criteria]
}
