import type { Filter } from '../protocol/filter.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { attributeDescription, knownType } from '../schema/attribute-types.js'

/** What a professional's entry says of the place and structure of an activity. */
const OF_ACTIVITY: ReadonlySet<AttributeType> = new Set(
  [
    'o',
    'street',
    'postalAddress',
    'postalCode',
    'l',
    'st',
    'c',
    'telephoneNumber',
    'facsimileTelephoneNumber',
    'profession',
    'departement',
    'finess',
    'siret',
  ].map(knownType),
)

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

function names(attribute: string): boolean {
  const { type } = attributeDescription(attribute)
  return type !== undefined && OF_ACTIVITY.has(type)
}

/** The parts of a conjunction, those of the conjunctions inside it included. */
export function conjuncts(filters: readonly Filter[]): readonly Filter[] {
  if (filters.every(({ kind }) => kind !== 'and')) return filters
  return filters.flatMap((filter) => (filter.kind === 'and' ? conjuncts(filter.of) : [filter]))
}
