/** How values and assertions are made comparable (filter/matching.ts). */
export type Matching =
  /** Names: accents, case, hyphens, apostrophes and spaces are equal (text/fold.ts). */
  | 'name'
  /** As names, without CEDEX. */
  | 'city'
  /** Free text: accents, case and runs of spaces are equal; fragments respect words, as those of names do (text/words.ts). */
  | 'text'
  /** Addresses: every character counts in fragments too. */
  | 'address'
  | 'telephone'
  /** Codes and numbers given as text: case and outer spaces are equal. */
  | 'code'
  /** Identification of a professional, with or without its leading type digit. */
  | 'personNumber'
  | 'integer'
  | 'dn'
  | 'objectClass'
  | 'uuid'
  | 'time'

export interface AttributeType {
  /** Short name first, with the spelling that entries show, then its aliases. */
  readonly names: readonly [string, ...string[]]
  readonly oid: string
  readonly description: string
  /** OID of the syntax (RFC 4517 §3.3). */
  readonly syntax: string
  readonly equality?: string
  readonly ordering?: string
  readonly substrings?: string
  readonly matching: Matching
  /** Supertype: a filter or a request that names it covers this attribute too (RFC 4512 §2.5.1). */
  readonly superior?: string
  readonly single?: boolean
  /** Operational attributes are sent only when asked for (RFC 4512 §3.4). */
  readonly usage?: 'directoryOperation' | 'dSAOperation'
}
