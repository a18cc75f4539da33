import type { Criteria } from '../../search/criteria.js'
import { isOfActivity as areOfActivity } from '../../search/of-activity.js'
import { and } from '../../search/terms.js'
import type { Filter } from '../protocol/filter.js'
import type { Searched } from '../tree/shape.js'
import type { Narrowed } from './narrowed.js'
import { isOfActivity } from './of-activity.js'

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
