import type { Criteria } from '../../search/criteria.js'
import { or } from '../../search/terms.js'
import type { Searched } from '../tree/shape.js'

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
