import { besideArticles } from '../../text/fold-street.js'
import { Fragment, lettersOf } from '../../text/words.js'
import type { Substrings } from '../protocol/filter.js'
import type { AttributeType, Matching } from '../schema/attribute-type.js'
import { withSubtypes } from '../schema/attribute-types.js'
import type { Entry } from '../tree/entry.js'
import type { ComparableValues } from './comparable-values.js'
import { forms, fragmentNormaliser, hasFragments, isTooLong, isWorded, marker, normaliseFragment } from './matching.js'
import { always, anyValue, type Part } from './part.js'
import { FALSE, TRUE, type Truth, UNDEFINED } from './truth.js'

/** Fragments in their order and without overlap, each in its comparable form (RFC 4511 §4.5.1.7.2). */
export function compileSubstrings(filter: Substrings, values: ComparableValues): Part {
  const { attribute, initial, any, final, unreadable } = filter
  const { type, hasOptions } = attribute
  if (type === undefined || unreadable || !hasFragments(type.matching)) return always(UNDEFINED)
  if (hasOptions || hasLongFragment(filter)) return always(FALSE)
  const part = compileAs(type.matching, type, filter, values)
  if (type.matching !== 'street' || [initial ?? '', ...any, final ?? ''].every((one) => besideArticles(one) === null))
    return part
  // Streets are compared without articles: what may lie in one is looked for in the street as it is written, too.
  const written = compileAs('text', type, filter, values)
  const test = (entry: Entry): Truth => (part.test(entry) === TRUE ? TRUE : written.test(entry))
  return { test, cost: part.cost + written.cost }
}

function compileAs(matching: Matching, type: AttributeType, filter: Substrings, values: ComparableValues): Part {
  const { initial, any, final } = filter
  const worded = isWorded(matching)
  const normalise = worded ? marker(matching) : fragmentNormaliser(matching)
  const first = initial === null ? '' : normaliseFragment(matching, 'initial', initial)
  const middle = any.map((piece) => normaliseFragment(matching, 'any', piece)).filter((piece) => piece !== '')
  const last = final === null ? '' : normaliseFragment(matching, 'final', final)
  if (first === '' && middle.length === 0 && last === '' && saysSomething(filter)) return always(FALSE)
  const ways = combined([first, ...middle, last].map((piece) => forms(matching, piece)))
  const tests = ways.map((pieces) => (worded ? wordedTest(pieces) : (value: string) => contains(value, pieces)))
  const numbers = withSubtypes(type).map((one) => values.number(one, normalise))
  const { test, cost } = anyValue(numbers, values, (value) => tests.some((has) => has(value)))
  return { test, cost: cost * (1 + any.length) * ways.length }
}

/** What is folded away as a whole is in no value: CEDEX is no part of a city. Spaces and signs alone are in any. */
function saysSomething({ initial, any, final }: Substrings): boolean {
  return [initial ?? '', ...any, final ?? ''].some((piece) => /[\p{L}\p{N}]/u.test(piece))
}

/** Its fragments together are longer than any stored value. */
export function hasLongFragment({ initial, any, final }: Substrings): boolean {
  let length = (initial?.length ?? 0) + (final?.length ?? 0)
  for (const piece of any) length += piece.length
  // Folding may make a fragment shorter, never so short as nothing: many of them are no less costly than a long one.
  return length > 2 * LONGEST || isTooLong(initial ?? '') || isTooLong(final ?? '') || any.some(isTooLong)
}
const LONGEST = 1000

/** Fragments that have more than one form are rare; a filter of many of them is taken as it is written. */
const MOST_WAYS = 16

function combined(pieces: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let ways: readonly (readonly string[])[] = [[]]
  for (const options of pieces) {
    const kept = ways.length * options.length > MOST_WAYS ? options.slice(0, 1) : options
    if (kept.length === 1) for (const way of ways) (way as string[]).push(kept[0]!)
    else ways = ways.flatMap((way) => kept.map((piece) => [...way, piece]))
  }
  return ways
}

/** @param pieces what the value begins with, what it contains, and what it ends with */
function contains(value: string, pieces: readonly string[]): boolean {
  const first = pieces[0]!
  const last = pieces.at(-1)!
  if (!value.startsWith(first)) return false
  let at = first.length
  for (let index = 1; index < pieces.length - 1; index++) {
    const found = value.indexOf(pieces[index]!, at)
    if (found === -1) return false
    at = found + pieces[index]!.length
  }
  return value.length - last.length >= at && value.endsWith(last)
}

/** The same where fragments respect words (text/words.ts): the values are marked. */
function wordedTest(pieces: readonly string[]): (value: string) => boolean {
  const [first, ...others] = pieces.map((piece) => (piece.trim() === '' ? null : new Fragment(piece)))
  const last = others.pop() ?? null
  const middle = others.filter((piece) => piece !== null)
  return (value) => {
    if (first !== null && first !== undefined && !first.isStartOf(value)) return false
    let at = first?.letters.length ?? 0
    for (const piece of middle) {
      const found = piece.placeIn(value, at)
      if (found === -1) return false
      at = found + piece.letters.length
    }
    return last === null || (last.isEndOf(value) && lettersOf(value).length - last.letters.length >= at)
  }
}
