import type { AttributeDescription } from '../schema/attribute-types.js'

/**
 * Filter of RFC 4511 §4.5.1.7, its attributes looked up; those that are unknown have no type. An assertion value that is not UTF-8 is null: no attribute served here could
 * hold it, and its evaluation is Undefined.
 */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  | { readonly kind: 'present'; readonly attribute: AttributeDescription }
  | Comparison
  | Substrings
  | Extensible

export interface Comparison {
  readonly kind: 'equality' | 'greaterOrEqual' | 'lessOrEqual' | 'approx'
  readonly attribute: AttributeDescription
  readonly value: string | null
}

export interface Substrings {
  readonly kind: 'substrings'
  readonly attribute: AttributeDescription
  readonly initial: string | null
  readonly any: readonly string[]
  readonly final: string | null
  /** A piece was not UTF-8. */
  readonly unreadable: boolean
}

export interface Extensible {
  readonly kind: 'extensible'
  readonly attribute: AttributeDescription | null
  readonly rule: string | null
  readonly value: string | null
  readonly dnAttributes: boolean
}
