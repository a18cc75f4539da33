import type { Criteria } from '../search/criteria.js'
import { balTerm } from './bal-terms.js'
import { FALSE, type Fragment, join, TRUE } from './fragments.js'
import { activityTerm, isOfActivity, personTerm } from './professionnel-terms.js'

/** The criteria as a condition on a mailbox `b`. */
export function balCondition(criteria: Criteria): Fragment {
  switch (criteria.kind) {
    case 'all':
      return TRUE
    case 'none':
      return FALSE
    case 'term':
      return balTerm(criteria)
    default:
      return join(criteria.kind === 'and' ? 'AND' : 'OR', criteria.of.map(balCondition))
  }
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
  const { sql, values } = join('AND', criteria.map(activityCondition))
  return { sql: `EXISTS (SELECT 1 FROM activite a WHERE a.rang = p.rang AND ${sql})`, values }
}

function activityCondition(criteria: Criteria): Fragment {
  switch (criteria.kind) {
    case 'all':
      return TRUE
    case 'none':
      return FALSE
    case 'term':
      return activityTerm(criteria)
    default:
      return join(criteria.kind === 'and' ? 'AND' : 'OR', criteria.of.map(activityCondition))
  }
}
