import type { Criteria, Term } from '../search/criteria.js'
import { balTerm } from './bal-terms.js'
import { compare, type Fragment, join, TRUE } from './fragments.js'
import { activityTerm, isOfActivity, personTerm, structureColumns } from './professionnel-terms.js'

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
  /** True when its index entries lie in rank order, so that a window of ranks is a range of the index. */
  readonly inRankOrder: boolean
}

export type Kind = 'professionnel' | 'bal'

/** @returns null when no index narrows these criteria */
export function driverOf(kind: Kind, criteria: Criteria): Driver | null {
  switch (criteria.kind) {
    case 'term': {
      if (criteria.match !== 'exact' && criteria.match !== 'prefix') return null
      const branches = kind === 'bal' ? balBranches(criteria) : professionnelBranches(criteria)
      return branches === null ? null : { branches }
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

function balBranches(term: Term): DriverBranch[] | null {
  // Nearly every mailbox shares these values: they narrow nothing.
  if (['avecBal', 'modifieDepuis', 'source', 'typeBal'].includes(term.field)) return null
  return [{ from: 'bal b', rang: 'b.rang', where: balTerm(term), inRankOrder: term.match === 'exact' }]
}

function professionnelBranches(term: Term): DriverBranch[] | null {
  const columns = structureColumns(term)
  if (columns !== null) {
    return columns.map((column) => ({
      from: 'structure s CROSS JOIN activite a ON a.structure = s.id',
      rang: 'a.rang',
      where: compare(column, term.match, term.value),
      inRankOrder: false,
    }))
  }
  const inRankOrder = term.match === 'exact'
  if (isOfActivity(term)) return [{ from: 'activite a', rang: 'a.rang', where: activityTerm(term), inRankOrder }]
  switch (term.field) {
    case 'nom':
    case 'prenom':
    case 'nomComplet':
    case 'identifiant':
      return [{ from: 'professionnel p', rang: 'p.rang', where: personTerm(term, TRUE), inRankOrder }]
    case 'specialite':
      return [{ from: 'savoir_faire f', rang: 'f.rang', where: compare('f.code', term.match, term.value), inRankOrder }]
    case 'adresse': {
      const linked = join('AND', [balTerm(term), { sql: 'b.professionnel IS NOT NULL', values: [] }])
      return [{ from: 'bal b', rang: 'b.professionnel', where: linked, inRankOrder: false }]
    }
    default:
      return null
  }
}
