import type { Criteria } from '../../search/criteria.js'
import { isOfActivity as areOfActivity } from '../../search/of-activity.js'
import { and, or } from '../../search/terms.js'
import type { Filter } from '../protocol/filter.js'
import type { Searched } from '../tree/shape.js'
import { isOfActivity } from './of-activity.js'

/**
 * Criteria that hold for every entry that satisfies a filter, so that the store's indexes find the candidates. `null`
 * stands for a condition on attributes that no index holds.
 */
export type Narrowed = Criteria | null

/** Why a search may miss entries. */
export type Gap =
  /** Those that satisfy the filter only through attributes without an index. */
  | 'unindexed'
  /** Those that contain a fragment of one or two characters elsewhere than at the start. */
  | 'short'

export interface NarrowState {
  readonly shape: Searched
  readonly lenient: boolean
  /** Short fragments are looked for at the start of values. */
  readonly atStart: boolean
  gap: Gap | null
  short: boolean
  exact: boolean
}

export function narrowOr(parts: readonly Narrowed[], state: NarrowState): Narrowed {
  if (parts.length === 1) {
    if (parts[0] === null) state.exact = false
    return parts[0]!
  }
  const indexed = or(parts.filter((part) => part !== null))
  if (indexed.kind === 'all' || !parts.includes(null)) return indexed
  state.exact = false
  if (!state.lenient || indexed.kind === 'none') return null
  state.gap ??= 'unindexed'
  return indexed
}

/**
 * A conjunction is led by any of its parts that can lead; the others are only checked.
 * @param parts what became of each of the filters
 */
export function narrowAnd(filters: readonly Filter[], parts: readonly Narrowed[], shape: Searched): Narrowed {
  const indexed: Criteria[] = []
  for (const [at, part] of parts.entries()) {
    if (part !== null) indexed.push(!shape.hasActivities || isOfActivity(filters[at]!) ? part : apart(part))
  }
  return indexed.length === 0 && parts.length > 0 ? null : and(flatten(indexed))
}

/**
 * The store asks one and the same activity to satisfy all the criteria on activities of a conjunction. What is left
 * of a filter that is not about an activity alone must not be counted among them.
 */
function apart(criteria: Criteria): Criteria {
  return areOfActivity(criteria) ? { kind: 'or', of: [criteria, { kind: 'none' }] } : criteria
}

/** The store looks for its index among the parts of the outermost conjunction: no conjunction lies inside another. */
export function flatten(parts: readonly Criteria[]): readonly Criteria[] {
  if (parts.every(({ kind }) => kind !== 'and')) return parts
  return parts.flatMap((part) => (part.kind === 'and' ? flatten(part.of) : [part]))
}
