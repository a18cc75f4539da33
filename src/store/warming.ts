import type { Criteria } from '../search/criteria.js'
import { and, term } from '../search/terms.js'

/** One search for each part of the columns that is asked all day: the others stay in the file until somebody asks. */
export const WARMING: readonly Criteria[] = (
  ['departement', 'ville', 'structure', 'codePostal', 'profession', 'specialite', 'prenom', 'avecBal'] as const
).map((field) => and([term('nomComplet', 'prefix', 'ma'), term(field, 'prefix', 'a')]))
/** The same of fragments, which mailboxes alone answer. */
export const WARMING_FRAGMENTS: readonly Criteria[] = (
  ['nomComplet', 'adresse', 'structure', 'service', 'description', 'titre', 'ville'] as const
).map((field) => term(field, 'infix', 'mar'))
