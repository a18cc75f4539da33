import type { AttributeType } from '../schema/attribute-type.js'
import { withSubtypes } from '../schema/attribute-types.js'
import type { Entry } from '../tree/entry.js'
import type { ComparableValues } from './comparable-values.js'
import { normaliser } from './matching.js'
import { FALSE, TRUE, type Truth } from './truth.js'

export type Test = (entry: Entry) => Truth

/** Part of a filter made ready to be asked of many entries. */
export interface Part {
  readonly test: Test
  /** Comparisons that one entry asks for, if each of its attributes has one value. */
  readonly cost: number
  /** Set when the part is true of entries one of whose values is one of these. */
  readonly equality?: Equality
}

export interface Equality {
  /** The same for parts that look at the same values. */
  readonly key: string
  /** Numbers of these values. */
  readonly numbers: readonly number[]
  readonly meant: ReadonlySet<string>
}

export function always(truth: Truth): Part {
  return { test: () => truth, cost: 0 }
}

/** True of an entry when one of some values is one of those meant. */
export function compileEquality(equality: Equality, values: ComparableValues): Part {
  const { numbers, meant } = equality
  const [only, ...others] = meant
  const is = others.length === 0 ? (value: string) => value === only : (value: string) => meant.has(value)
  return { ...anyValue(numbers, values, is), equality }
}

/** The values of an attribute and of its subtypes, all compared by the rule of the attribute. */
export function numbersOf(type: AttributeType, values: ComparableValues): readonly number[] {
  const normalise = normaliser(type.matching)
  return withSubtypes(type).map((one) => values.number(one, normalise))
}

/** True when one of the values satisfies. */
export function anyValue(
  numbers: readonly number[],
  values: ComparableValues,
  satisfies: (value: string) => boolean,
): Part {
  const [first, ...others] = numbers
  const test: Test = (entry) => {
    for (const value of values.of(entry, first!)) if (satisfies(value)) return TRUE
    for (const number of others) for (const value of values.of(entry, number)) if (satisfies(value)) return TRUE
    return FALSE
  }
  return { test, cost: numbers.length }
}
