import type { Criteria, Field } from '../../search/criteria.js'
import { and } from '../../search/terms.js'
import type { Searched } from '../tree/shape.js'
import type { Narrowed } from './narrow.js'

/** A conjunction is led by any of its parts that can lead; the others are only checked. */
export function narrowAnd(parts: readonly Narrowed[], shape: Searched): Narrowed {
  const indexed = parts.filter((part) => part !== null)
  if (indexed.length === 0 && parts.length > 0) return null
  return and(oneOfActivity(flatten(indexed), shape.activityFields))
}

/** The store looks for its index among the parts of the outermost conjunction: no conjunction lies inside another. */
export function flatten(parts: readonly Criteria[]): readonly Criteria[] {
  return parts.flatMap((part) => (part.kind === 'and' ? flatten(part.of) : [part]))
}

/**
 * LDAP compares each attribute of an entry by itself, while the store wants one and the same activity to satisfy all
 * criteria on activities. Only the rarest of them may lead, or entries would be missed.
 */
function oneOfActivity(parts: readonly Criteria[], activityFields: readonly Field[]): readonly Criteria[] {
  const ranked = parts.map((part) => ({ part, rank: rankOf(part, activityFields) }))
  const best = Math.min(...ranked.map(({ rank }) => rank))
  const chosen = ranked.find(({ rank }) => rank === best)?.part
  return ranked.filter(({ part, rank }) => rank === Number.POSITIVE_INFINITY || part === chosen).map(({ part }) => part)
}

/** Place in the list of fields, rarest first; infinite when the criteria are not about an activity. */
function rankOf(criteria: Criteria, activityFields: readonly Field[]): number {
  if (criteria.kind === 'term') {
    const rank = activityFields.indexOf(criteria.field)
    return rank === -1 ? Number.POSITIVE_INFINITY : rank
  }
  if (criteria.kind !== 'or' && criteria.kind !== 'and') return Number.POSITIVE_INFINITY
  return Math.max(...criteria.of.map((part) => rankOf(part, activityFields)))
}
