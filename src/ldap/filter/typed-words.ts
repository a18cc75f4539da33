import type { Field } from '../../search/criteria.js'
import type { Typed } from '../../search/ranking.js'
import type { Comparison, Filter, Substrings } from '../protocol/filter.js'
import { conjuncts } from './of-activity.js'

/** What each attribute says of who is meant; the others are looked at for the words alone. */
const ASKED: Readonly<Record<string, Field>> = {
  cn: 'nomComplet',
  displayName: 'nomComplet',
  sn: 'nom',
  givenName: 'prenom',
  mail: 'adresse',
  uid: 'adresse',
  o: 'structure',
  ou: 'service',
}
/** A completion asks for one of these. */
const OF_NAMES: ReadonlySet<Field> = new Set(['nomComplet', 'nom', 'prenom', 'adresse'])

/** More is no name that somebody types. */
const MOST_WORDS = 6
const MOST_LETTERS = 100
/** Comparisons of one disjunction, those on unknown attributes included. */
const MOST_LEAVES = 64

/**
 * The words that somebody typed, when a filter is what mail clients make of them: a disjunction in which every comparison
 * has the same words, or a conjunction of such disjunctions, one for each word; presence and classes may stand beside.
 * @returns null for any other filter: its answer keeps the order of the names
 */
export function typedWords(filter: Filter): Typed | null {
  const wanted = conjuncts([filter]).filter((part) => !isBeside(part))
  if (wanted.length === 0 || wanted.length > MOST_WORDS) return null
  const words: string[] = []
  const asked = new Set<Field>()
  for (const part of wanted) {
    const read = readPart(part)
    // A condition on one attribute beside others is about this attribute, not a word among several.
    if (read === null || (wanted.length > 1 && read.attributes < 2 && !read.asked.has('nomComplet'))) return null
    for (const field of read.asked) asked.add(field)
    for (const word of read.words) if (!words.includes(word)) words.push(word)
  }
  return words.length === 0 || words.length > MOST_WORDS ? null : { words, asked }
}

/** `(mail=*)`, `(objectClass=person)`: which entries are looked at, not who is looked for. */
function isBeside(filter: Filter): boolean {
  if (filter.kind === 'present') return true
  return filter.kind === 'equality' && filter.attribute.type?.matching === 'objectClass'
}

interface Part {
  readonly words: readonly string[]
  readonly asked: ReadonlySet<Field>
  readonly attributes: number
}

function readPart(part: Filter): Part | null {
  const leaves: Filter[] = []
  if (!collect(part, leaves) || leaves.length === 0) return null
  const asked = new Set<Field>()
  const attributes = new Set<string>()
  const texts: (readonly string[])[] = []
  let cut = false
  for (const leaf of leaves) {
    const words = wordsOf(leaf)
    if (words === null || words.length === 0) return null
    texts.push(words)
    cut ||= leaf.kind === 'substrings'
    const { attribute } = leaf as Comparison | Substrings
    attributes.add(attribute.text.toLowerCase())
    const field = ASKED[attribute.type?.names[0] ?? '']
    if (field !== undefined) asked.add(field)
  }
  const whole = texts.reduce((one, other) => (other.length > one.length ? other : one))
  const same = texts.every((words) => ` ${whole.join(' ')} `.includes(` ${words.join(' ')} `))
  if (!cut || !same || ![...asked].some((field) => OF_NAMES.has(field))) return null
  return { words: whole, asked, attributes: attributes.size }
}

/** The comparisons of a disjunction, those inside others included. */
function collect(filter: Filter, leaves: Filter[]): boolean {
  if (filter.kind === 'or') return filter.of.every((part) => collect(part, leaves))
  if (filter.kind === 'and') return filter.of.length === 1 && collect(filter.of[0]!, leaves)
  return leaves.push(filter) <= MOST_LEAVES
}

/** The words of a fragment, a start or a whole value; null for another kind of comparison. */
function wordsOf(leaf: Filter): readonly string[] | null {
  let text: string
  if (leaf.kind === 'substrings') {
    if (leaf.unreadable) return null
    text = [leaf.initial ?? '', ...leaf.any, leaf.final ?? ''].join(' ')
  } else if (leaf.kind === 'equality' && leaf.value !== null) text = leaf.value
  else return null
  if (text.length > MOST_LETTERS) return null
  return text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
}
