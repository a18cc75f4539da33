/**
 * The one search contract: REST parameters and LDAP filters both become this tree, and the store answers nothing else.
 * Values are already normalised for their field (see terms.ts), so that the store compares bytes.
 */
export type Criteria =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'and'; readonly of: readonly Criteria[] }
  | { readonly kind: 'or'; readonly of: readonly Criteria[] }
  | Term

export interface Term {
  readonly kind: 'term'
  readonly field: Field
  readonly match: Match
  readonly value: string
}

/** `present` ignores the value. `infix` needs three characters or more. */
export type Match = 'exact' | 'prefix' | 'infix' | 'present'

/**
 * - nom, prenom, ville, structure: folded names (text/fold.ts); structure is the raison sociale or the enseigne
 * - nomComplet: folded "prénom nom" and "nom prénom" (LDAP cn, displayName)
 * - identifiant: identification nationale PP (8+RPPS, 0+ADELI)
 * - finess, siret: of the structure; adresse: mail address in lower case
 * - departement, codePostal, profession, specialite, typeBal, source: codes as they are
 * - avecBal: 'true' or 'false'; modifieDepuis: ISO date (the feed file's date is compared)
 */
export type Field =
  | 'nom'
  | 'prenom'
  | 'nomComplet'
  | 'identifiant'
  | 'departement'
  | 'ville'
  | 'codePostal'
  | 'profession'
  | 'specialite'
  | 'structure'
  | 'finess'
  | 'siret'
  | 'adresse'
  | 'typeBal'
  | 'avecBal'
  | 'source'
  | 'modifieDepuis'

/** Results shown for one search, whatever the paging (the cap of the national LDAP service, kept on purpose). */
export const RESULT_CAP = 500
