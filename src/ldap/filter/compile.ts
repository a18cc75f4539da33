import type { Comparison, Filter } from '../protocol/filter.js'
import { withSubtypes } from '../schema/attribute-types.js'
import type { Entry } from '../tree/entry.js'
import { ComparableValues } from './comparable-values.js'
import { compileExtensible } from './compile-extensible.js'
import { compileSubstrings } from './compile-substrings.js'
import { assertionOf, forms, isOrdered, isTooLong, order } from './matching.js'
import { conjuncts, isOfActivity } from './of-activity.js'
import { always, anyValue, compileEquality, type Equality, numbersOf, type Part, type Test } from './part.js'
import { FALSE, TRUE, type Truth, UNDEFINED } from './truth.js'

/** A filter made ready to be asked of many entries. */
export class CompiledFilter {
  readonly cost: number
  readonly #test: Test
  readonly #values = new ComparableValues()

  /**
   * Names are looked up and assertions normalised once. What is not recognised is Undefined and never an error
   * (RFC 4511 §4.5.1.7).
   */
  constructor(filter: Filter) {
    const { test, cost } = compilePart(filter, this.#values)
    this.#test = test
    this.cost = cost
  }

  test(entry: Entry): Truth {
    this.#values.forget()
    return this.#test(entry)
  }

  /** Comparisons made so far. */
  get compared(): number {
    return this.#values.given
  }
}

/** A filter as a function. */
export function compile(filter: Filter): Test {
  const compiled = new CompiledFilter(filter)
  return (entry) => compiled.test(entry)
}

function compilePart(filter: Filter, values: ComparableValues): Part {
  switch (filter.kind) {
    case 'and':
      return compileConjunction(conjuncts(filter.of), values)
    case 'or':
      return compileOr(
        filter.of.map((part) => compilePart(part, values)),
        values,
      )
    case 'not': {
      const { test, cost } = compilePart(filter.of, values)
      return { test: (entry) => (TRUE - test(entry)) as Truth, cost }
    }
    case 'present': {
      const { type, hasOptions } = filter.attribute
      if (type === undefined) return always(UNDEFINED)
      if (hasOptions) return always(FALSE)
      // Every entry has it (RFC 4512 §2.4), and clients that read an entry ask for nothing else.
      if (type.matching === 'objectClass') return always(TRUE)
      const types = withSubtypes(type)
      const test: Test = (entry) => (types.some((one) => entry.values(one).length > 0) ? TRUE : FALSE)
      return { test, cost: types.length }
    }
    case 'substrings':
      return compileSubstrings(filter, values)
    case 'extensible':
      return compileExtensible(filter, values)
    default:
      return compileComparison(filter, values)
  }
}

/**
 * What a conjunction asks of a professional's activities is satisfied by one and the same activity: not the city of
 * one and the structure of another (src/ldap/README.md).
 */
function compileConjunction(filters: readonly Filter[], values: ComparableValues): Part {
  // Each part is made once: conjunctions inside it would otherwise be made again at every level.
  const parts = filters.map((filter) => ({ ...compilePart(filter, values), ofActivity: isOfActivity(filter) }))
  const cost = costOf(parts)
  const whole = compileAnd(parts)
  const ofActivity = parts.filter((part) => part.ofActivity)
  if (ofActivity.length < 2) return { test: whole, cost }
  const others = compileAnd(parts.filter((part) => !part.ofActivity))
  const together = compileAnd(ofActivity)
  const test: Test = (entry) => {
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
  return { test, cost: cost + costOf(ofActivity) }
}

function costOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { cost }) => sum + cost, 0)
}

function compileAnd(parts: readonly Part[]): Test {
  const tests = parts.map(({ test }) => test)
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

/** A thousand addresses, of which any will do, are looked up in one set. */
function compileOr(parts: readonly Part[], values: ComparableValues): Part {
  const merged = [...mergeEqualities(parts, values), ...parts.filter(({ equality }) => equality === undefined)]
  const tests = merged.map(({ test }) => test)
  const test: Test = (entry) => {
    let greatest: Truth = FALSE
    for (const test of tests) {
      const truth = test(entry)
      if (truth === TRUE) return TRUE
      if (truth > greatest) greatest = truth
    }
    return greatest
  }
  return { test, cost: costOf(merged) }
}

function mergeEqualities(parts: readonly Part[], values: ComparableValues): readonly Part[] {
  const merged = new Map<string, Equality & { readonly meant: Set<string> }>()
  for (const { equality } of parts) {
    if (equality === undefined) continue
    const same = merged.get(equality.key)
    if (same === undefined) merged.set(equality.key, { ...equality, meant: new Set(equality.meant) })
    else for (const value of equality.meant) same.meant.add(value)
  }
  return [...merged.values()].map((equality) => compileEquality(equality, values))
}

function compileComparison({ kind, attribute, value }: Comparison, values: ComparableValues): Part {
  const { type, hasOptions } = attribute
  if (type === undefined || value === null) return always(UNDEFINED)
  const { matching } = type
  const assertion = assertionOf(matching, value)
  if (assertion === null) return always(UNDEFINED)
  if (kind === 'greaterOrEqual' || kind === 'lessOrEqual') {
    if (!isOrdered(matching)) return always(UNDEFINED)
    if (hasOptions || isTooLong(value)) return always(FALSE)
    const sign = kind === 'greaterOrEqual' ? 1 : -1
    return anyValue(numbersOf(type, values), values, (own) => sign * order(matching, own, assertion) >= 0)
  }
  // No stored value is empty, so that nothing equals an assertion of which nothing is left. Approximate matching is
  // equality, as RFC 4511 §4.5.1.7.6 lets a server choose: folding has taken accents and spelling of compounds away.
  if (hasOptions || assertion === '') return always(FALSE)
  const numbers = numbersOf(type, values)
  return compileEquality({ key: type.oid, numbers, meant: new Set(forms(matching, assertion)) }, values)
}
