import type { Term } from '../search/criteria.js'
import { compare, compareAny, FALSE, type Fragment, TRUE } from './fragments.js'

/** Columns of a mailbox that each field looks at. */
const COLUMNS: Partial<Record<Term['field'], readonly string[]>> = {
  nom: ['b.nom_plie'],
  prenom: ['b.prenom_plie'],
  nomComplet: ['b.complet_1', 'b.complet_2'],
  identifiant: ['b.identifiant'],
  departement: ['b.departement'],
  ville: ['b.ville_plie'],
  codePostal: ['b.code_postal'],
  profession: ['b.profession'],
  specialite: ['b.specialite'],
  structure: ['b.structure_pliee', 'b.enseigne_pliee'],
  adresse: ['b.adresse_pliee'],
  typeBal: ['b.type'],
  source: ['b.source'],
}

/** A term on a mailbox `b`. */
export function balTerm(term: Term): Fragment {
  const columns = COLUMNS[term.field]
  if (columns !== undefined) return compareAny(columns, term)
  switch (term.field) {
    case 'finess':
    case 'siret': {
      const compared = compare('b.id_structure', term.match, term.value)
      return { sql: `(${compared.sql} AND b.type_structure = '${term.field.toUpperCase()}')`, values: compared.values }
    }
    case 'avecBal':
      return term.match === 'present' || term.value === 'true' ? TRUE : FALSE
    case 'modifieDepuis':
      return { sql: 'b.source IN (SELECT nom FROM source WHERE date >= ?)', values: [term.value] }
    default:
      throw new Error(`no column for ${term.field}`)
  }
}
