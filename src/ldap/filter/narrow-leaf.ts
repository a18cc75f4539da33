import { type Criteria, type Match, SHORTEST_INFIX } from '../../search/criteria.js'
import { and } from '../../search/terms.js'
import { besideArticles } from '../../text/fold-street.js'
import { lettersOfFragment } from '../../text/words.js'
import type { Comparison, Extensible, Filter, Substrings } from '../protocol/filter.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { matchingRule } from '../schema/matching-rules.js'
import { hasLongFragment } from './compile-substrings.js'
import { assertionOf, hasFragments, isOrdered, isTooLong, isWorded, normaliseFragment } from './matching.js'
import { type Narrowed, type NarrowState, narrowOr } from './narrowed.js'

const ALL: Criteria = { kind: 'all' }
const NONE: Criteria = { kind: 'none' }

export function narrowLeaf(filter: Comparison | Extract<Filter, { kind: 'present' }>, state: NarrowState): Narrowed {
  const { type, hasOptions } = filter.attribute
  if (type === undefined || hasOptions) return NONE
  const types = state.shape.covered(type)
  if (types.length === 0) return NONE
  if (filter.kind === 'present') {
    if (!state.shape.always.has(type)) state.exact = false
    return ALL
  }
  if (filter.value === null || isTooLong(filter.value)) return NONE
  const assertion = assertionOf(type.matching, filter.value)
  if (assertion === null) return NONE
  if (filter.kind === 'greaterOrEqual' || filter.kind === 'lessOrEqual') {
    if (!isOrdered(type.matching)) return NONE
    const criteria = types.length === 1 ? state.shape.index(types[0]!)?.narrowOrder?.(filter.kind, assertion) : null
    if (criteria !== undefined && criteria !== null) return criteria
    state.exact = false
    return ALL
  }
  return narrowEquality(types, filter.value, state)
}

export function narrowSubstrings(filter: Substrings, state: NarrowState): Narrowed {
  const { type, hasOptions } = filter.attribute
  if (type === undefined || hasOptions || filter.unreadable || !hasFragments(type.matching)) return NONE
  if (hasLongFragment(filter)) return NONE
  return narrowTypes(state.shape.covered(type), state, (one, narrowOne) => {
    const besides: string[] = []
    const piece = (place: 'initial' | 'any' | 'final', text: string | null): string => {
      if (text === null) return ''
      // An article is no part of what is indexed of a street (compile-substrings.ts).
      const beside = one.matching === 'street' ? besideArticles(text) : null
      if (beside === null) return normaliseFragment(one.matching, place, text)
      state.exact = false
      if (beside !== '') besides.push(normaliseFragment(one.matching, 'any', beside))
      return ''
    }
    const whole = [piece('initial', filter.initial), ...filter.any.map((text) => piece('any', text))]
    const last = piece('final', filter.final)
    // Only one piece has no order to keep, and only the last one a place that the store does not know.
    const worded = isWorded(one.matching)
    const [sole, ...others] = whole.filter((text) => text !== '')
    if (sole === undefined || others.length > 0 || last !== '' || (!worded && sole !== sole.trim())) state.exact = false
    const [initial, ...inner] = [...whole, last].map((text) => (worded ? text : text.trim())) as [string, ...string[]]
    const long = inner.filter((text) => (worded ? lettersOfFragment(text) : text).length >= SHORTEST_INFIX)
    long.push(...besides)
    if (initial === '' && long.length === 0) return narrowShort(inner, state, narrowOne)
    return and([initial === '' ? ALL : narrowOne('prefix', initial), ...long.map((piece) => narrowOne('infix', piece))])
  })
}

function narrowShort(
  pieces: readonly string[],
  state: NarrowState,
  narrowOne: (match: Match, value: string) => Criteria,
): Criteria {
  const first = pieces.find((piece) => piece !== '')
  state.exact = false
  if (first === undefined) return ALL
  state.short = true
  if (!state.atStart) return ALL
  state.gap = 'short'
  return narrowOne('prefix', first)
}

export function narrowExtensible(filter: Extensible, state: NarrowState): Narrowed {
  const rule = filter.rule === null ? null : matchingRule(filter.rule)
  if (rule === undefined || filter.value === null || isTooLong(filter.value)) return NONE
  state.exact = false
  if (filter.attribute === null || filter.dnAttributes) return ALL
  const { type, hasOptions } = filter.attribute
  if (type === undefined || hasOptions) return NONE
  // Values equal under a stricter rule are equal under the attribute's own one.
  return narrowEquality(state.shape.covered(type), filter.value, state)
}

function narrowEquality(types: readonly AttributeType[], value: string, state: NarrowState): Narrowed {
  return narrowTypes(types, state, (type, narrowOne) => {
    const assertion = assertionOf(type.matching, value)
    if (assertion === null || assertion === '') return NONE
    if (type.matching === 'objectClass') {
      state.exact = false
      return state.shape.classesIn(type).has(assertion) ? ALL : NONE
    }
    return narrowOne('exact', assertion)
  })
}

/** The disjunction over an attribute and its subtypes, as far as they have an index. */
function narrowTypes(
  types: readonly AttributeType[],
  state: NarrowState,
  one: (type: AttributeType, narrowOne: (match: Match, value: string) => Criteria) => Criteria,
): Narrowed {
  const narrowType = (type: AttributeType): Narrowed => {
    if (type.matching === 'objectClass') return one(type, () => ALL)
    const index = state.shape.index(type)
    if (index === null) return null
    return one(type, (match, value) => {
      if (index.isExact?.(match, value) !== true) state.exact = false
      return index.narrow(match, value)
    })
  }
  return narrowOr(types.map(narrowType), state)
}
