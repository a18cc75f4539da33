import type { Filter } from '../protocol/filter.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { withSubtypes } from '../schema/attribute-types.js'

/**
 * False when no entry without other types than these can satisfy a filter. That is quickly known of most filters and
 * containers, and then the filter need not be made ready for them.
 */
export function mayBeTrue(filter: Filter, types: ReadonlySet<AttributeType>): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.of.every((part) => mayBeTrue(part, types))
    case 'or':
      return filter.of.some((part) => mayBeTrue(part, types))
    case 'not':
    case 'extensible':
      return true
    default: {
      const { type } = filter.attribute
      return type !== undefined && withSubtypes(type).some((one) => types.has(one))
    }
  }
}
