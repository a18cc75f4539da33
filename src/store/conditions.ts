import type { Criteria, Term } from '../search/criteria.js'
import { balTerm } from './bal-terms.js'
import { FALSE, type Fragment, join, TRUE } from './fragments.js'
import { activityTerm, isOfActivity, personTerm } from './professionnel-terms.js'

/** The criteria as a condition on a mailbox `b`. */
export function balCondition(criteria: Criteria): Fragment {
  return condition(criteria, balTerm)
}

/**
 * The criteria as a condition on a person `p`. The conjuncts that are about an activity are satisfied by one and the
 * same activity.
 */
export function professionnelCondition(criteria: Criteria, readable: Fragment): Fragment {
  switch (criteria.kind) {
    case 'all':
      return TRUE
    case 'none':
      return FALSE
    case 'term':
      return isOfActivity(criteria) ? someActivity([criteria]) : personTerm(criteria, readable)
    case 'or':
      return join(
        'OR',
        criteria.of.map((part) => professionnelCondition(part, readable)),
      )
    case 'and': {
      const ofActivity = criteria.of.filter(isOfActivity)
      const others = criteria.of.filter((part) => !isOfActivity(part))
      return join('AND', [
        ...others.map((part) => professionnelCondition(part, readable)),
        ...(ofActivity.length === 0 ? [] : [someActivity(ofActivity)]),
      ])
    }
  }
}

function someActivity(criteria: readonly Criteria[]): Fragment {
  const { sql, values } = join(
    'AND',
    criteria.map((part) => condition(part, activityTerm)),
  )
  return { sql: `EXISTS (SELECT 1 FROM activite a WHERE a.rang = p.rang AND ${sql})`, values }
}

/** Criteria whose every term is about one row. */
function condition(criteria: Criteria, termOf: (term: Term) => Fragment): Fragment {
  switch (criteria.kind) {
    case 'all':
      return TRUE
    case 'none':
      return FALSE
    case 'term':
      return termOf(criteria)
    default: {
      const parts = criteria.of.map((part) => condition(part, termOf))
      return join(criteria.kind === 'and' ? 'AND' : 'OR', parts)
    }
  }
}
