import type { Criteria } from '../../search/criteria.js'
import type { Filter } from '../protocol/filter.js'
import { LdapFault } from '../result/fault.js'
import { ADMIN_LIMIT_EXCEEDED } from '../result/result-code.js'
import type { Searched } from '../tree/shape.js'
import { constantTruth } from './constant-truth.js'
import { narrowExtensible, narrowLeaf, narrowSubstrings } from './narrow-leaf.js'
import { type Gap, type Narrowed, type NarrowState, narrowAnd, narrowOr } from './narrowed.js'
import { conjuncts } from './of-activity.js'
import { FALSE } from './truth.js'

export interface Narrowing {
  readonly criteria: Criteria
  readonly gap: Gap | null
  /** The filter has a fragment too short for the indexes, as while somebody types. */
  readonly short: boolean
  /** Every entry that satisfies the criteria satisfies the filter: none needs a look. */
  readonly exact: boolean
}

/** Parts of names that the indexes are asked for: each costs as much as a hundred whole values. */
const MOST_FRAGMENTS = 200

/**
 * @param lenient is for large directories. It lets a disjunction be led by its indexed branches alone: address books
 * send `(|(cn=*x*)(ou=*x*)(title=*x*)…)`, and the entries found by name are worth more to them than a refusal. And when
 * nothing else leads, it looks for fragments of one or two characters at the start of values: while somebody types, these
 * are the entries meant.
 * @throws LdapFault adminLimitExceeded when the indexes would be asked for too much
 */
export function narrow(filter: Filter, shape: Searched, lenient: boolean): Narrowing {
  const state = { shape, lenient, atStart: false, gap: null, short: false, exact: !shape.hasActivities }
  const narrowing = attempt(filter, state)
  if (narrowing.criteria.kind !== 'all' || !lenient || !narrowing.short) return narrowing
  return attempt(filter, { ...state, atStart: true })
}

function attempt(filter: Filter, state: NarrowState): Narrowing {
  const narrowed = walk(filter, state)
  const { gap, short, exact } = state
  if (narrowed === null || narrowed.kind === 'all') {
    return { criteria: { kind: 'all' }, gap: null, short, exact: exact && narrowed?.kind === 'all' }
  }
  if (fragments(narrowed) > MOST_FRAGMENTS) throw tooManyFragments()
  return { criteria: narrowed, gap, short, exact }
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
      state.exact = false
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

function fragments(criteria: Criteria): number {
  if (criteria.kind === 'term') return criteria.match === 'exact' ? 0 : 1
  if (criteria.kind !== 'and' && criteria.kind !== 'or') return 0
  return criteria.of.reduce((sum, part) => sum + fragments(part), 0)
}

function tooManyFragments(): LdapFault {
  return new LdapFault(
    ADMIN_LIMIT_EXCEEDED,
    `Le filtre cherche plus de ${MOST_FRAGMENTS} débuts ou fragments de valeurs : découpez-le en plusieurs recherches.`,
  )
}
