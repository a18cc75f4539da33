import type { Filter } from '../protocol/filter.js'
import type { AttributeDescription } from '../schema/attribute-types.js'
import { TYPES_OF_ACTIVITY } from '../tree/professionnel-shape.js'

/** True when a filter asks only for what one activity says. */
export function isOfActivity(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.length > 0 && filter.of.every(isOfActivity)
    case 'not':
      return false
    case 'extensible':
      return filter.attribute !== null && !filter.dnAttributes && names(filter.attribute)
    default:
      return names(filter.attribute)
  }
}

function names({ type }: AttributeDescription): boolean {
  return type !== undefined && TYPES_OF_ACTIVITY.has(type)
}

/** The parts of a conjunction, those of the conjunctions inside it included. */
export function conjuncts(filters: readonly Filter[]): readonly Filter[] {
  if (filters.every(({ kind }) => kind !== 'and')) return filters
  return filters.flatMap((filter) => (filter.kind === 'and' ? conjuncts(filter.of) : [filter]))
}
