import type { Criteria, Term } from '../search/criteria.js'
import { balTerm } from './bal-terms.js'
import { type Fragment, join } from './fragments.js'
import { activityTerm, isOfActivity, personTerm } from './professionnel-terms.js'

/**
 * A way into the answer through an index: a sub-select of the ranks that can match. Every conjunct of a search may
 * offer one; the rarest is taken (plan.ts).
 */
export interface Driver {
  /** FROM and WHERE of each sub-select; more than one stands for their union. */
  readonly branches: readonly DriverBranch[]
}

export interface DriverBranch {
  readonly from: string
  /** Column that holds the rank. */
  readonly rang: string
  readonly where: Fragment
}

export type Kind = 'professionnel' | 'bal'

/** @returns null when no index narrows these criteria */
export function driverOf(kind: Kind, criteria: Criteria): Driver | null {
  switch (criteria.kind) {
    case 'term': {
      const branch = criteria.match === 'exact' || criteria.match === 'prefix' ? branchOf(kind, criteria) : null
      return branch === null ? null : { branches: [branch] }
    }
    case 'or': {
      const drivers = criteria.of.map((part) => driverOf(kind, part))
      return drivers.every((driver) => driver !== null)
        ? { branches: drivers.flatMap((driver) => driver.branches) }
        : null
    }
    case 'and':
      // Any of them narrows; the top-level AND compares them all, a nested one is rare enough to take the first.
      return criteria.of.map((part) => driverOf(kind, part)).find((driver) => driver !== null) ?? null
    case 'none':
      return { branches: [] }
    case 'all':
      return null
  }
}

function branchOf(kind: Kind, term: Term): DriverBranch | null {
  return kind === 'bal' ? balBranch(term) : professionnelBranch(term)
}

function balBranch(term: Term): DriverBranch | null {
  // Nearly every mailbox shares these values: they narrow nothing.
  if (['avecBal', 'modifieDepuis', 'source', 'typeBal'].includes(term.field)) return null
  return { from: 'bal b', rang: 'b.rang', where: balTerm(term) }
}

function professionnelBranch(term: Term): DriverBranch | null {
  if (isOfActivity(term)) return { from: 'activite a', rang: 'a.rang', where: activityTerm(term) }
  switch (term.field) {
    case 'nom':
    case 'prenom':
    case 'nomComplet':
    case 'identifiant':
      return { from: 'professionnel p', rang: 'p.rang', where: personTerm(term, { sql: '1', values: [] }) }
    case 'specialite': {
      const sql = term.match === 'exact' ? 'f.code = ?' : 'f.code >= ? AND f.code < ?'
      const values = term.match === 'exact' ? [term.value] : [term.value, `${term.value}\u{10ffff}`]
      return { from: 'savoir_faire f', rang: 'f.rang', where: { sql, values } }
    }
    case 'adresse': {
      const mailbox = balTerm(term)
      const linked = join('AND', [mailbox, { sql: 'b.professionnel IS NOT NULL', values: [] }])
      return { from: 'bal b', rang: 'b.professionnel', where: linked }
    }
    default:
      return null
  }
}
