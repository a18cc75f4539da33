import type { Criteria } from '../../search/criteria.js'
import { or } from '../../search/terms.js'
import type { Filter } from '../protocol/filter.js'
import type { Searched } from '../tree/shape.js'
import { constantTruth } from './constant-truth.js'
import { narrowAnd } from './narrow-and.js'
import { narrowExtensible, narrowLeaf, narrowSubstrings } from './narrow-leaf.js'
import { conjuncts } from './of-activity.js'
import { FALSE } from './truth.js'

/**
 * Criteria that hold for every entry that satisfies a filter, so that the store's indexes find the candidates. `null`
 * stands for a condition on attributes that no index holds.
 */
export type Narrowed = Criteria | null

export interface Narrowing {
  readonly criteria: Criteria
  /** Entries that satisfy the filter only through attributes without an index may be missing. */
  readonly incomplete: boolean
}

/** The database's own limit on the depth of an expression is 1000. */
const MAX_TERMS = 200

/**
 * @param lenient lets a disjunction be led by its indexed branches alone. Address books send `(|(cn=*x*)(ou=*x*)(title=*x*)…)`:
 * of a large directory the entries found by name are worth more to them than a refusal.
 */
export function narrow(filter: Filter, shape: Searched, lenient: boolean): Narrowing {
  const state = { shape, lenient, incomplete: false }
  const narrowed = walk(filter, state)
  if (narrowed === null || terms(narrowed) > MAX_TERMS) return { criteria: { kind: 'all' }, incomplete: false }
  return { criteria: narrowed, incomplete: state.incomplete }
}

export interface NarrowState {
  readonly shape: Searched
  readonly lenient: boolean
  incomplete: boolean
}

function walk(filter: Filter, state: NarrowState): Narrowed {
  switch (filter.kind) {
    case 'and': {
      const parts = conjuncts(filter.of)
      return narrowAnd(
        parts,
        parts.map((part) => walk(part, state)),
        state.shape,
      )
    }
    case 'or':
      return narrowOr(
        filter.of.map((part) => walk(part, state)),
        state,
      )
    case 'not': {
      const truth = constantTruth(filter.of, state.shape)
      // What is true of no entry, or Undefined of all, leaves nothing to look at.
      return truth === null || truth === FALSE ? { kind: 'all' } : { kind: 'none' }
    }
    case 'substrings':
      return narrowSubstrings(filter, state)
    case 'extensible':
      return narrowExtensible(filter, state)
    default:
      return narrowLeaf(filter, state)
  }
}

export function narrowOr(parts: readonly Narrowed[], state: NarrowState): Narrowed {
  const indexed = or(parts.filter((part) => part !== null))
  if (indexed.kind === 'all' || !parts.includes(null)) return indexed
  if (!state.lenient || indexed.kind === 'none') return null
  state.incomplete = true
  return indexed
}

function terms(criteria: Criteria): number {
  if (criteria.kind !== 'and' && criteria.kind !== 'or') return 1
  return criteria.of.reduce((sum, part) => sum + terms(part), 0)
}
