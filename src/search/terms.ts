import { fold, foldings, foldLetters, foldWords, plainWords } from '../text/fold.js'
import { foldCity, foldCityWords } from '../text/fold-city.js'
import { foldTelephone } from '../text/fold-telephone.js'
import { instantOf } from '../text/instant.js'
import { fragmentOf, lettersOfFragment } from '../text/words.js'
import { foldAddress } from '../values/index.js'
import { type Criteria, type Field, type Match, SHORTEST_INFIX, type Term } from './criteria.js'

const FOLDED: ReadonlySet<Field> = new Set([
  'nom',
  'prenom',
  'nomComplet',
  'etablissement',
  'structure',
  'motNom',
  'motPrenom',
])
/** Fields in which ST may be SAINT. */
const NAMES: ReadonlySet<Field> = new Set([...FOLDED, 'ville'])
const LETTERS: ReadonlySet<Field> = new Set(['service', 'description', 'titre'])

/**
 * A term whose value is normalised for its field, as the store keeps it. Both doors build their terms here.
 * @param value as the user or the LDAP client wrote it
 * @returns `none` when nothing is left of the value to compare
 */
export function term(field: Field, match: Match, value: string): Criteria {
  if (match === 'present') return { kind: 'term', field, match, value: '' }
  const normalised = comparable(field, match, value)
  if (normalised === '') return { kind: 'none' }
  const whole: Term = { kind: 'term', field, match, value: normalised }
  if (!NAMES.has(field) || isShortFragment(whole)) return whole
  const [, ...others] = foldings(normalised)
  return others.length === 0 ? whole : or([whole, ...others.map((form): Term => ({ ...whole, value: form }))])
}

/** An `infix` of too few letters for the indexes. */
export function isShortFragment({ match, value }: Term): boolean {
  return match === 'infix' && lettersOfFragment(value).length < SHORTEST_INFIX
}

/** A value as a match compares it: separators count inside a text, and in a start of a full name, of which they part the names. */
function comparable(field: Field, match: Match, value: string): string {
  if (match === 'infix' || (match === 'prefix' && field === 'nomComplet')) {
    if (FOLDED.has(field)) return fragmentOf(value, foldWords)
    if (LETTERS.has(field)) return fragmentOf(value, plainWords)
    if (field === 'ville') return fragmentOf(value, foldCityWords)
  }
  return normalise(field, value)
}

/** The form in which a field's values are stored and compared. */
export function normalise(field: Field, value: string): string {
  if (FOLDED.has(field)) return fold(value)
  if (LETTERS.has(field)) return foldLetters(value)
  if (field === 'ville') return foldCity(value)
  if (field === 'adresse' || field === 'partieLocale') return foldAddress(value)
  if (field === 'telephone' || field === 'telecopie') return foldTelephone(value)
  if (field === 'source') return value.trim().toLowerCase()
  if (field === 'modifieDepuis') {
    const instant = instantOf(value.trim())
    return Number.isNaN(instant) ? '' : new Date(instant).toISOString()
  }
  if (field === 'avecBal') return value.trim()
  return value.trim().toUpperCase()
}

/** AND of criteria, simplified. */
export function and(parts: readonly Criteria[]): Criteria {
  if (parts.some((part) => part.kind === 'none')) return { kind: 'none' }
  const kept = parts.filter((part) => part.kind !== 'all')
  if (kept.length === 0) return { kind: 'all' }
  return kept.length === 1 ? kept[0]! : { kind: 'and', of: kept }
}

/** OR of criteria, simplified. */
export function or(parts: readonly Criteria[]): Criteria {
  if (parts.some((part) => part.kind === 'all')) return { kind: 'all' }
  const possible = parts.flatMap((part) => (part.kind === 'or' ? part.of : part.kind === 'none' ? [] : [part]))
  const kept = needed(possible)
  if (kept.length === 0) return { kind: 'none' }
  return kept.length === 1 ? kept[0]! : { kind: 'or', of: kept }
}

/** A full name begins with, or contains, what one of its names does. */
const OF_FULL_NAME: ReadonlySet<Field> = new Set(['nom', 'prenom', 'etablissement'])

/** Each alternative once, without those that another one makes superfluous: in time that grows with their number alone. */
function needed(parts: readonly Criteria[]): readonly Criteria[] {
  if (parts.length < 2) return parts
  const given = new Set<string>()
  for (const part of parts) if (part.kind === 'term') given.add(keyOf(part))
  const kept = new Set<string>()
  return parts.filter((part) => {
    if (part.kind !== 'term') return true
    const key = keyOf(part)
    const ofName = OF_FULL_NAME.has(part.field) && part.match !== 'exact'
    if (kept.has(key) || (ofName && given.has(keyOf({ ...part, field: 'nomComplet' })))) return false
    kept.add(key)
    return true
  })
}

function keyOf({ field, match, value }: Term): string {
  return `${field} ${match} ${value}`
}

/** True when the criteria ask for one source, where its copies of national mailboxes belong to the answer. */
export function namesSource(criteria: Criteria): boolean {
  if (criteria.kind === 'term') return criteria.field === 'source' && criteria.match === 'exact'
  return criteria.kind === 'and' && criteria.of.some(namesSource)
}
