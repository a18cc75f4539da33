import type { Filter } from '../protocol/filter.js'
import { matchingRule } from '../schema/matching-rules.js'
import type { Searched } from '../tree/shape.js'
import { assertionOf, hasFragments, isOrdered } from './matching.js'
import { FALSE, TRUE, type Truth, UNDEFINED } from './truth.js'

/**
 * The value that a filter has for every entry of a kind, null when it depends on the entry. Not every constant is
 * recognised; what is said is true.
 */
export function constantTruth(filter: Filter, shape: Searched): Truth | null {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const truths = filter.of.map((part) => constantTruth(part, shape))
      const [neutral, deciding] = filter.kind === 'and' ? ([TRUE, FALSE] as const) : ([FALSE, TRUE] as const)
      if (truths.includes(deciding)) return deciding
      if (truths.includes(null)) return null
      return truths.includes(UNDEFINED) ? UNDEFINED : neutral
    }
    case 'not': {
      const truth = constantTruth(filter.of, shape)
      return truth === null ? null : ((TRUE - truth) as Truth)
    }
    case 'extensible': {
      if (filter.value === null || (filter.rule !== null && matchingRule(filter.rule) === undefined)) return UNDEFINED
      return filter.attribute !== null && filter.attribute.type === undefined ? UNDEFINED : null
    }
    default: {
      const { type, hasOptions } = filter.attribute
      if (type === undefined) return UNDEFINED
      if ('value' in filter && (filter.value === null || assertionOf(type.matching, filter.value) === null)) {
        return UNDEFINED
      }
      if (filter.kind === 'substrings' && (filter.unreadable || !hasFragments(type.matching))) return UNDEFINED
      const ordered = filter.kind === 'greaterOrEqual' || filter.kind === 'lessOrEqual'
      if (ordered && !isOrdered(type.matching)) return UNDEFINED
      return !hasOptions && shape.covered(type).length > 0 ? null : FALSE
    }
  }
}
