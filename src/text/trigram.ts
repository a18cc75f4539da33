/**
 * Numbers for runs of three characters, for the index of inner fragments. Letters (in either case), digits and the
 * signs of mail addresses each have a class of their own; rarer characters share some, so that an index over them
 * finds candidates, to be checked.
 */
export const TRIGRAMS = 1 << 18

const OWN_SIGNS = ".-_@+ '"
const FIRST_SHARED = 37 + OWN_SIGNS.length
const SHARED = 64 - FIRST_SHARED
const classes = new Uint8Array(128)
for (let letter = 0; letter < 26; letter++) {
  classes[65 + letter] = 1 + letter
  classes[97 + letter] = 1 + letter
}
for (let digit = 0; digit < 10; digit++) classes[48 + digit] = 27 + digit
for (let sign = 0; sign < OWN_SIGNS.length; sign++) classes[OWN_SIGNS.charCodeAt(sign)] = 37 + sign

function classOf(unit: number): number {
  const own = unit < 128 ? classes[unit]! : 0
  return own === 0 ? FIRST_SHARED + (unit % SHARED) : own
}

/** Calls `take` with the number of each trigram of a text, repetitions included. */
export function eachTrigram(text: string, take: (trigram: number) => void): void {
  const { length } = text
  if (length < 3) return
  let two = (classOf(text.charCodeAt(0)) << 6) | classOf(text.charCodeAt(1))
  for (let at = 2; at < length; at++) {
    const three = ((two << 6) | classOf(text.charCodeAt(at))) & (TRIGRAMS - 1)
    take(three)
    two = three & 0xfff
  }
}

/** True when a text is one trigram that no other text shares, so that an index needs no check. */
export function isExactTrigram(text: string): boolean {
  if (text.length !== 3) return false
  for (let at = 0; at < 3; at++) {
    const unit = text.charCodeAt(at)
    if (unit >= 128 || classes[unit] === 0) return false
  }
  return true
}
