/** How values and assertions are made comparable (filter/matching.ts). */
export type Matching =
  /** Names: accents, case, hyphens, apostrophes and spaces are equal (text/fold.ts). */
  | 'name'
  /** As names, without CEDEX. */
  | 'city'
  /** As names, types of voie in full, without articles. */
  | 'street'
  /** Free text: accents, case and runs of spaces are equal; fragments respect words, as those of names do (text/words.ts). */
  | 'text'
  /** Addresses: every character counts in fragments too. */
  | 'address'
  | 'telephone'
  /** Lines joined by `$`, each compared as free text. */
  | 'lines'
  /** Digits, whatever spaces stand between them. */
  | 'digits'
  /** Case counts. */
  | 'exact'
  /** Codes and numbers given as text: case and outer spaces are equal. */
  | 'code'
  /** Identification of a professional, with or without its leading type digit. */
  | 'personNumber'
  | 'integer'
  | 'boolean'
  | 'dn'
  | 'objectClass'
  | 'uuid'
  | 'time'
  | 'octets'
  | 'bits'
  /** No rule compares them. */
  | 'none'

export interface AttributeType {
  /** Short name first, with the spelling that entries show, then its aliases. */
  readonly names: readonly [string, ...string[]]
  readonly oid: string
  readonly description: string
  /** OID of the syntax (RFC 4517 §3.3); the supertype says it where this does not, as it does the rules. */
  readonly syntax?: string
  readonly equality?: string
  readonly ordering?: string
  readonly substrings?: string
  readonly matching: Matching
  /** Supertype: a filter or a request that names it covers this attribute too (RFC 4512 §2.5.1). */
  readonly superior?: string
  readonly single?: boolean
  /** NO-USER-MODIFICATION: the server alone gives it its values (RFC 4512 §2.5.1). */
  readonly fixed?: boolean
  /** Operational attributes are sent only when asked for (RFC 4512 §3.4). */
  readonly usage?: 'directoryOperation' | 'dSAOperation'
}
