import { fragmentOf, lettersOfFragment } from '../text/words.js'
import { type Criteria, type Field, type Match, SHORTEST_INFIX, type Term } from './criteria.js'
import { ruleOf } from './fields.js'
import { FORMS } from './forms.js'

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
  const { others: otherForms } = FORMS[ruleOf(field).form]
  if (otherForms === null || isShortFragment(whole)) return whole
  const others = otherForms(normalised)
  return others.length === 0 ? whole : or([whole, ...others.map((form): Term => ({ ...whole, value: form }))])
}

/** An `infix` of too few letters for the indexes. */
export function isShortFragment({ match, value }: Term): boolean {
  return match === 'infix' && lettersOfFragment(value).length < SHORTEST_INFIX
}

/** A value as a match compares it: separators count inside a text, and in a start of a full name, of which they part the names. */
function comparable(field: Field, match: Match, value: string): string {
  const { words } = FORMS[ruleOf(field).form]
  const parted = match === 'infix' || (match === 'prefix' && field === 'nomComplet')
  return parted && words !== null ? fragmentOf(value, words) : normalise(field, value)
}

/** The form in which a field's values are stored and compared. */
export function normalise(field: Field, value: string): string {
  return FORMS[ruleOf(field).form].whole(value)
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

/** Each alternative once, without those that another one makes superfluous: in time that grows with their number alone. */
function needed(parts: readonly Criteria[]): readonly Criteria[] {
  if (parts.length < 2) return parts
  const given = new Set<string>()
  for (const part of parts) if (part.kind === 'term') given.add(keyOf(part))
  const kept = new Set<string>()
  return parts.filter((part) => {
    if (part.kind !== 'term') return true
    const key = keyOf(part)
    // A full name begins with, or contains, what one of its names does.
    const { partOf, inside } = ruleOf(part.field)
    const ofName = partOf?.includes('nomComplet') === true && inside !== true && part.match !== 'exact'
    if (kept.has(key) || (ofName && given.has(keyOf({ ...part, field: 'nomComplet' })))) return false
    kept.add(key)
    return true
  })
}

function keyOf({ field, match, value }: Term): string {
  return `${field} ${match} ${value}`
}

/** In any of some départements, by their codes. */
export function inDepartements(codes: readonly string[]): Criteria {
  return or(codes.map((code) => term('departement', 'exact', code)))
}

/** True when the criteria ask for one source, where its copies of national mailboxes belong to the answer. */
export function namesSource(criteria: Criteria): boolean {
  if (criteria.kind === 'term') return criteria.field === 'source' && criteria.match === 'exact'
  return criteria.kind === 'and' && criteria.of.some(namesSource)
}
