import type { Filter } from '../../src/ldap/protocol/filter.js'
import { attributeDescription } from '../../src/ldap/schema/attribute-types.js'

export const equal = (attribute: string, value: string): Filter => ({
  kind: 'equality',
  attribute: attributeDescription(attribute),
  value,
})
export const present = (attribute: string): Filter => ({
  kind: 'present',
  attribute: attributeDescription(attribute),
})
export const inside = (attribute: string, ...any: readonly string[]): Filter => ({
  kind: 'substrings',
  attribute: attributeDescription(attribute),
  initial: null,
  any,
  final: null,
  unreadable: false,
})
export const starts = (attribute: string, initial: string): Filter => ({
  kind: 'substrings',
  attribute: attributeDescription(attribute),
  initial,
  any: [],
  final: null,
  unreadable: false,
})
