import { distance } from '../text/close-names.js'

/** Longer names have no more slips than these letters would. */
const LONGEST = 40
/** Letters of the shortest name of which two slips leave anything. */
const SHORTEST_OF_TWO = 6
/** Of the letters between the same start and the same end: more of them are more than two slips. */
const MOST_BETWEEN = 8
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** Kinds of slips among all, after what is known of typed names (Damerau; Peterson). */
const KIND = { swap: 0.2, missing: 0.3, added: 0.2, other: 0.3 } as const

/**
 * How likely a slip of the hand, once one is made, turns one name into another: each kind of slip, divided by the ways in which
 * it can be made.
 * @param meant letters of the name
 * @param typed letters of what was written
 * @returns 0 when it takes more than one slip
 */
export function slipLikelihood(meant: string, typed: string): number {
  const { from, meantEnd, typedEnd } = difference(meant, typed)
  const left = meantEnd - from
  const right = typedEnd - from
  const places = meant.length
  if (left === 1 && right === 0) return KIND.missing / places
  if (left === 0 && right === 1) return KIND.added / ((places + 1) * 8)
  // Most letters are taken for a few others: neighbours on the keyboard, vowels.
  if (left === 1 && right === 1) return KIND.other / (places * 8)
  if (left === 2 && right === 2 && meant[from] === typed[from + 1] && meant[from + 1] === typed[from]) {
    return KIND.swap / Math.max(1, places - 1)
  }
  return 0
}

/** The same of two slips. */
export function twoSlipsLikelihood(meant: string, typed: string): number {
  if (meant.length < SHORTEST_OF_TWO || Math.abs(meant.length - typed.length) > 2) return 0
  const { from, meantEnd, typedEnd } = difference(meant, typed)
  if (Math.max(meantEnd, typedEnd) - from > MOST_BETWEEN) {
    // Two slips far from each other.
    return apart(meant, typed)
  }
  const edits = distance(meant.slice(from, meantEnd), typed.slice(from, typedEnd))
  return edits === 2 ? ofTwo(meant.length) : 0
}

function apart(meant: string, typed: string): number {
  if (meant.length > LONGEST || typed.length > LONGEST) return 0
  return distance(meant, typed) === 2 ? ofTwo(meant.length) : 0
}

function ofTwo(length: number): number {
  return (KIND.other / (length * 5)) ** 2
}

interface Difference {
  readonly from: number
  readonly meantEnd: number
  readonly typedEnd: number
}

/** What is left between the same start and the same end. */
function difference(meant: string, typed: string): Difference {
  let from = 0
  const least = Math.min(meant.length, typed.length)
  while (from < least && meant[from] === typed[from]) from++
  let end = 0
  while (end < least - from && meant[meant.length - 1 - end] === typed[typed.length - 1 - end]) end++
  return { from, meantEnd: meant.length - end, typedEnd: typed.length - end }
}

/** All that is one slip away from some letters, most of which are no name. */
export function* oneSlipAway(letters: string): Generator<string> {
  if (letters.length > LONGEST) return
  for (let at = 0; at <= letters.length; at++) {
    const before = letters.slice(0, at)
    const after = letters.slice(at)
    for (const letter of LETTERS) yield before + letter + after
    if (at === letters.length) return
    yield before + after.slice(1)
    for (const letter of LETTERS) if (letter !== letters[at]) yield before + letter + after.slice(1)
    if (after.length > 1 && after[0] !== after[1]) yield before + after[1] + after[0] + after.slice(2)
  }
}
