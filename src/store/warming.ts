import type { Criteria } from '../search/criteria.js'
import { and, or, term } from '../search/terms.js'

/** One search for each part of the columns. */
export const WARMING: readonly Criteria[] = (
  ['departement', 'ville', 'structure', 'codePostal', 'profession', 'specialite', 'prenom', 'avecBal'] as const
).map((field) => and([term('nomComplet', 'prefix', 'ma'), term(field, 'prefix', 'a')]))
/** The same of fragments, which mailboxes alone answer. */
export const WARMING_FRAGMENTS: readonly Criteria[] = (
  ['nomComplet', 'adresse', 'structure', 'service', 'description', 'titre', 'ville'] as const
).map((field) => term(field, 'infix', 'mar'))
/** What a search bar asks of people, one part at a time: each reads some columns for the first time. */
export const WARMING_WORDS: readonly Criteria[] = [
  ...(['nomComplet', 'structure', 'ville', 'partieLocale', 'titre'] as const).map((field) => [
    term(field, 'infix', 'mar'),
  ]),
  [term('motNom', 'prefix', 'mar')],
  [term('nomComplet', 'infix', 'xyz'), term('departement', 'exact', '13'), term('codePostal', 'prefix', '130')],
].map((of): Criteria => ({ kind: 'words', of: [or(of)] }))
