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
  switch (term.field) {
    case 'profession':
      return compare('a.profession', term.match, term.value)
    case 'departement':
      return compare('a.departement', term.match, term.value)
    case 'ville':
      return compare('a.ville_plie', term.match, term.value)
    case 'codePostal':
      return compare('a.code_postal', term.match, term.value)
    case 'structure':
      return inStructure(['nom_plie', 'enseigne_pliee'], term)
    case 'finess':
      return inStructure(['finess', 'finess_juridique'], term)
    case 'siret':
      return inStructure(['siret'], term)
    default:
      throw new Error(`${term.field} is not a field of an activity`)
  }
}

function inStructure(columns: readonly string[], term: Term): Fragment {
  const parts = columns.map((column) => compare(column, term.match, term.value))
  return {
    sql: `a.structure IN (${parts.map((part) => `SELECT id FROM structure WHERE ${part.sql}`).join(' UNION ')})`,
    values: parts.flatMap((part) => part.values),
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
