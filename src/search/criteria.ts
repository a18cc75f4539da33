/**
 * The one search contract: REST parameters and LDAP filters both become this tree, and the store answers nothing else.
 * Values are already normalised for their field (see terms.ts), so that the store compares bytes.
 */
export type Criteria =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'and'; readonly of: readonly Criteria[] }
  | { readonly kind: 'or'; readonly of: readonly Criteria[] }
  | { readonly kind: 'not'; readonly of: Criteria }
  | Words
  | Term

/**
 * The words of a search bar: all hold, and what they and the criteria beside them say of an activity holds for one and the same
 * activity, while what they say of the person holds besides.
 */
export interface Words {
  readonly kind: 'words'
  readonly of: readonly Criteria[]
}

export interface Term {
  readonly kind: 'term'
  readonly field: Field
  readonly match: Match
  readonly value: string
}

/**
 * `present` ignores the value. `infix` has SHORTEST_INFIX letters or more; on names and texts it holds a space where a separator
 * was typed, and respects words (text/words.ts), as does the start of a nomComplet. identifiant, finess and siret are compared
 * whole or by their start only.
 */
export type Match = 'exact' | 'prefix' | 'infix' | 'present'

/**
 * - nom, prenom, ville, structure: folded names (text/fold.ts); structure is the raison sociale or the enseigne
 * - nomComplet: folded "prénom nom" and "nom prénom", or the names of a service (LDAP cn, displayName)
 * - etablissement: structure of a mailbox without a person's name, else its own name (store/service-name.ts; LDAP sn)
 * - identifiant: identification nationale PP (8+RPPS, 0+ADELI)
 * - finess, siret: of the structure; adresse: mail address in lower case
 * - partieLocale: what stands before the @ of a mail address, in lower case; compared by its start or inside
 * - motNom, motPrenom: folded name from its second, third… word on (MARTIN of DUPONT-MARTIN)
 * - sonNom, sonPrenom: phonetic key of the whole name (text/phonetic.ts)
 * - typeIdentifiant: 8 (RPPS) or 0 (ADELI); idStructure: number of a mailbox's structure, whatever its type
 * - titre: label of a profession or savoir-faire; service: what LDAP shows as ou; description. They are letters and digits
 *   alone (foldLetters)
 * - telephone, telecopie: numbers without what parts their digits, in the national form (text/fold-telephone.ts)
 * - departement, codePostal, profession, specialite, typeBal, source: codes as they are
 * - uuid: the first eight digits of an entryUUID (values/identity.ts), compared whole; who asks has to look at the rest
 * - avecBal: 'true' or 'false'; modifieDepuis: an instant, ISO 8601 in UTC (the feed file's date is compared)
 */
export type Field =
  | 'nom'
  | 'prenom'
  | 'nomComplet'
  | 'etablissement'
  | 'motNom'
  | 'motPrenom'
  | 'sonNom'
  | 'sonPrenom'
  | 'identifiant'
  | 'typeIdentifiant'
  | 'departement'
  | 'ville'
  | 'codePostal'
  | 'profession'
  | 'specialite'
  | 'structure'
  | 'finess'
  | 'siret'
  | 'idStructure'
  | 'titre'
  | 'service'
  | 'description'
  | 'adresse'
  | 'partieLocale'
  | 'typeBal'
  | 'telephone'
  | 'telecopie'
  | 'uuid'
  | 'avecBal'
  | 'source'
  | 'modifieDepuis'

/** Characters of an `infix` at least: shorter ones are in too many names for an index. */
export const SHORTEST_INFIX = 3

/** Results shown for one search, whatever the paging (the cap of the national LDAP service, kept on purpose). */
export const RESULT_CAP = 500
