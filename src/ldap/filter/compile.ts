import type { Comparison, Filter } from '../protocol/filter.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { attributeDescription, withSubtypes } from '../schema/attribute-types.js'
import type { Entry } from '../tree/entry.js'
import { compileExtensible } from './compile-extensible.js'
import { compileSubstrings } from './compile-substrings.js'
import { forms, isOrdered, normaliser, order } from './matching.js'
import { conjuncts, isOfActivity } from './of-activity.js'
import { FALSE, TRUE, type Truth, UNDEFINED } from './truth.js'

/** A filter made ready to be asked of many entries. */
export type Test = (entry: Entry) => Truth

export const always =
  (truth: Truth): Test =>
  () =>
    truth

/**
 * Prepares a filter: names are looked up and assertions normalised once. What is not recognised is Undefined and
 * never an error (RFC 4511 §4.5.1.7).
 */
export function compile(filter: Filter): Test {
  switch (filter.kind) {
    case 'and':
      return compileConjunction(conjuncts(filter.of))
    case 'or':
      return compileOr(filter.of.map(compile))
    case 'not': {
      const test = compile(filter.of)
      return (entry) => (TRUE - test(entry)) as Truth
    }
    case 'present': {
      const { type, hasOptions } = attributeDescription(filter.attribute)
      if (type === undefined) return always(UNDEFINED)
      if (hasOptions) return always(FALSE)
      // Every entry has it (RFC 4512 §2.4), and clients that read an entry ask for nothing else.
      return type.matching === 'objectClass' ? always(TRUE) : anyValue(type, () => true)
    }
    case 'substrings':
      return compileSubstrings(filter)
    case 'extensible':
      return compileExtensible(filter)
    default:
      return compileComparison(filter)
  }
}

/**
 * What a conjunction asks of a professional's activities is satisfied by one and the same activity: not the city of
 * one and the structure of another (design.md §2).
 */
function compileConjunction(parts: readonly Filter[]): Test {
  const ofActivity = parts.filter(isOfActivity)
  const whole = compileAnd(parts.map(compile))
  if (ofActivity.length < 2) return whole
  const others = compileAnd(parts.filter((part) => !ofActivity.includes(part)).map(compile))
  const together = compileAnd(ofActivity.map(compile))
  return (entry) => {
    const { activities } = entry
    if (activities === undefined) return whole(entry)
    let greatest: Truth = FALSE
    for (const activity of activities) {
      const truth = together(activity)
      if (truth > greatest) greatest = truth
    }
    const truth = others(entry)
    return truth < greatest ? truth : greatest
  }
}

function compileAnd(tests: readonly Test[]): Test {
  return (entry) => {
    let least: Truth = TRUE
    for (const test of tests) {
      const truth = test(entry)
      if (truth === FALSE) return FALSE
      if (truth < least) least = truth
    }
    return least
  }
}

function compileOr(tests: readonly Test[]): Test {
  return (entry) => {
    let greatest: Truth = FALSE
    for (const test of tests) {
      const truth = test(entry)
      if (truth === TRUE) return TRUE
      if (truth > greatest) greatest = truth
    }
    return greatest
  }
}

function compileComparison({ kind, attribute, value }: Comparison): Test {
  const { type, hasOptions } = attributeDescription(attribute)
  if (type === undefined || value === null) return always(UNDEFINED)
  const normalise = normaliser(type.matching)
  const assertion = normalise(value)
  if (assertion === null) return always(UNDEFINED)
  if (kind === 'greaterOrEqual' || kind === 'lessOrEqual') {
    if (!isOrdered(type.matching)) return always(UNDEFINED)
    if (hasOptions) return always(FALSE)
    const sign = kind === 'greaterOrEqual' ? 1 : -1
    return anyValue(type, (stored) => {
      const own = normalise(stored)
      return own !== null && sign * order(type.matching, own, assertion) >= 0
    })
  }
  // No stored value is empty, so that nothing equals an assertion of which nothing is left. Approximate matching is
  // equality, as RFC 4511 §4.5.1.7.6 lets a server choose: folding has taken accents and spelling of compounds away.
  if (hasOptions || assertion === '') return always(FALSE)
  const [only, ...others] = forms(type.matching, assertion)
  if (others.length === 0) return anyValue(type, (stored) => normalise(stored) === only)
  const meant = new Set([only, ...others])
  return anyValue(type, (stored) => meant.has(normalise(stored) ?? ''))
}

/** True when one value of the attribute, or of a subtype, satisfies. */
export function anyValue(type: AttributeType, satisfies: (value: string) => boolean): Test {
  const types = withSubtypes(type)
  if (types.length === 1) {
    return (entry) => {
      for (const value of entry.values(type)) if (satisfies(value)) return TRUE
      return FALSE
    }
  }
  return (entry) => (types.some((one) => entry.values(one).some(satisfies)) ? TRUE : FALSE)
}
