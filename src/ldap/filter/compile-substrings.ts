import type { Substrings } from '../protocol/filter.js'
import { attributeDescription } from '../schema/attribute-types.js'
import { always, anyValue, type Test } from './compile.js'
import { forms, fragmentNormaliser, hasFragments, normaliseFragment } from './matching.js'
import { FALSE, UNDEFINED } from './truth.js'

/** Fragments in their order and without overlap, each in its comparable form (RFC 4511 §4.5.1.7.2). */
export function compileSubstrings({ attribute, initial, any, final, unreadable }: Substrings): Test {
  const { type, hasOptions } = attributeDescription(attribute)
  if (type === undefined || unreadable || !hasFragments(type.matching)) return always(UNDEFINED)
  if (hasOptions) return always(FALSE)
  const normalise = fragmentNormaliser(type.matching)
  const first = initial === null ? '' : normaliseFragment(type.matching, 'initial', initial)
  const middle = any.map((piece) => normaliseFragment(type.matching, 'any', piece)).filter((piece) => piece !== '')
  const last = final === null ? '' : normaliseFragment(type.matching, 'final', final)
  const ways = combined([first, ...middle, last].map((piece) => forms(type.matching, piece)))
  return anyValue(type, (stored) => {
    const value = normalise(stored) ?? ''
    return ways.some((pieces) => contains(value, pieces[0]!, pieces.slice(1, -1), pieces.at(-1)!))
  })
}

/** Fragments that have more than one form are rare; a filter of many of them is taken as it is written. */
const MOST_WAYS = 16

function combined(pieces: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let ways: readonly (readonly string[])[] = [[]]
  for (const options of pieces) {
    const kept = ways.length * options.length > MOST_WAYS ? options.slice(0, 1) : options
    ways = ways.flatMap((way) => kept.map((piece) => [...way, piece]))
  }
  return ways
}

function contains(value: string, first: string, middle: readonly string[], last: string): boolean {
  if (!value.startsWith(first)) return false
  let at = first.length
  for (const piece of middle) {
    const found = value.indexOf(piece, at)
    if (found === -1) return false
    at = found + piece.length
  }
  return value.length - last.length >= at && value.endsWith(last)
}
