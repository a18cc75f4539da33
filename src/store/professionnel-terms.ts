import type { Criteria, Field, Term } from '../search/criteria.js'
import { compare, compareAny, type Fragment, join } from './fragments.js'

/** Fields that one and the same activity must satisfy together (design.md §2). */
const OF_ACTIVITY: ReadonlySet<Field> = new Set([
  'profession',
  'departement',
  'ville',
  'codePostal',
  'structure',
  'finess',
  'siret',
])

export function isOfActivity(criteria: Criteria): boolean {
  if (criteria.kind === 'term') return OF_ACTIVITY.has(criteria.field)
  return (criteria.kind === 'and' || criteria.kind === 'or') && criteria.of.every(isOfActivity)
}

/** A term on an activity `a`. */
export function activityTerm(term: Term): Fragment {
  const columns = structureColumns(term)
  if (columns !== null) {
    const { sql, values } = compareAny(columns, term)
    return { sql: `EXISTS (SELECT 1 FROM structure s WHERE s.id = a.structure AND ${sql})`, values }
  }
  switch (term.field) {
    case 'profession':
      return compare('a.profession', term.match, term.value)
    case 'departement':
      return compare('a.departement', term.match, term.value)
    case 'ville':
      return compare('a.ville_plie', term.match, term.value)
    case 'codePostal':
      return compare('a.code_postal', term.match, term.value)
    default:
      throw new Error(`${term.field} is not a field of an activity`)
  }
}

/** Columns of a structure `s` that a term looks at; null for the terms that look at none. */
export function structureColumns(term: Term): readonly string[] | null {
  switch (term.field) {
    case 'structure':
      return ['s.nom_plie', 's.enseigne_pliee']
    case 'finess':
      return ['s.finess', 's.finess_juridique']
    case 'siret':
      return ['s.siret']
    default:
      return null
  }
}

/** A term on a person `p`; `readable` limits the mailboxes `b` that count to those that the reader may see. */
export function personTerm(term: Term, readable: Fragment): Fragment {
  switch (term.field) {
    case 'nom':
      return compare('p.nom_plie', term.match, term.value)
    case 'prenom':
      return compare('p.prenom_plie', term.match, term.value)
    case 'nomComplet':
      return compareAny(['(p.prenom_plie || p.nom_plie)', '(p.nom_plie || p.prenom_plie)'], term)
    case 'identifiant':
      return compare('p.identifiant', term.match, term.value)
    case 'specialite': {
      const code = compare('f.code', term.match, term.value)
      return { sql: `EXISTS (SELECT 1 FROM savoir_faire f WHERE f.rang = p.rang AND ${code.sql})`, values: code.values }
    }
    case 'adresse':
      return withMailbox([compare('b.adresse_pliee', term.match, term.value), readable])
    case 'typeBal':
      return withMailbox([compare('b.type', term.match, term.value), readable])
    case 'avecBal': {
      const some = withMailbox([readable])
      return term.match === 'present' || term.value === 'true' ? some : { sql: `NOT ${some.sql}`, values: some.values }
    }
    case 'source':
      // Every professional comes from the national file; a regional source adds mailboxes to some of them.
      if (term.match === 'present' || term.value === 'national') return { sql: '1', values: [] }
      return withMailbox([compare('b.source', term.match, term.value), readable])
    case 'modifieDepuis':
      return {
        sql: "EXISTS (SELECT 1 FROM source WHERE type = 'personne-activite' AND date >= ?)",
        values: [term.value],
      }
    default:
      throw new Error(`${term.field} is not a field of a person`)
  }
}

function withMailbox(conditions: readonly Fragment[]): Fragment {
  const { sql, values } = join('AND', conditions)
  return { sql: `EXISTS (SELECT 1 FROM bal b WHERE b.professionnel = p.rang AND ${sql})`, values }
}
