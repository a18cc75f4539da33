import type { Filter } from '../../src/ldap/protocol/filter.js'

export const equal = (attribute: string, value: string): Filter => ({ kind: 'equality', attribute, value })
export const inside = (attribute: string, ...any: readonly string[]): Filter => ({
  kind: 'substrings',
  attribute,
  initial: null,
  any,
  final: null,
  unreadable: false,
})
export const starts = (attribute: string, initial: string): Filter => ({
  kind: 'substrings',
  attribute,
  initial,
  any: [],
  final: null,
  unreadable: false,
})
