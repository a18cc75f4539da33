import type { Field } from './fields.js'
import type { Match } from './match.js'

export type { Field } from './fields.js'
export type { Match } from './match.js'

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

/** Characters of an `infix` at least: shorter ones are in too many names for an index. */
export const SHORTEST_INFIX = 3

/** Results shown for one search, whatever the paging (the cap of the national LDAP service, kept on purpose). */
export const RESULT_CAP = 500
