import type { Criteria, Match } from '../../search/criteria.js'

/** How an assertion on an attribute narrows the search in the store. */
export interface Index {
  /** Criteria that hold for every entry that satisfies the assertion, and maybe for others. */
  narrow(match: Match, value: string): Criteria
  /** Whether these criteria hold for no other entry, because the store compares the values as the filter does. */
  isExact?(match: Match, value: string): boolean
  /** Criteria that hold for the entries whose value is not before, or not after, a value, and for no other; null when there are none. */
  narrowOrder?(kind: 'greaterOrEqual' | 'lessOrEqual', value: string): Criteria | null
}
