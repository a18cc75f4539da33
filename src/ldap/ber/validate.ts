import { lengthSize, readLength } from './length.js'
import { CONSTRUCTED } from './tags.js'

/** Filters of real clients stay under 10 levels. */
const MAX_DEPTH = 100
const MAX_NODES = 4096

export type Verdict = 'sound' | 'malformed' | 'too complex'

/**
 * Walks the whole tree of a message once, without recursion, before anything is decoded: definite lengths of four
 * bytes at most, every element inside its parent, and a parent filled exactly (RFC 4511 §5.1). What passes here
 * cannot send a decoder past the end of an element.
 * @param mostNodes elements of a message at most
 */
export function validate(frame: Buffer, mostNodes = MAX_NODES): Verdict {
  const ends: number[] = []
  let end = frame.length
  let offset = 0
  let nodes = 0
  let tooComplex = false
  for (;;) {
    while (offset === end) {
      const parent = ends.pop()
      if (parent === undefined) return tooComplex ? 'too complex' : 'sound'
      end = parent
    }
    if (end - offset < 2) return 'malformed'
    const tag = frame[offset]!
    // Tags above 30 are written over several bytes; LDAP has none.
    if ((tag & 0x1f) === 0x1f) return 'malformed'
    const size = lengthSize(frame[offset + 1]!)
    if (size === 0 || end - offset < 1 + size) return 'malformed'
    const length = readLength(frame, offset + 1, size)
    offset += 1 + size
    if (length > end - offset) return 'malformed'
    nodes += 1
    if (nodes > mostNodes) return 'too complex'
    if ((tag & CONSTRUCTED) === 0) {
      offset += length
    } else {
      ends.push(end)
      end = offset + length
      // The rest is still walked: a malformed message must not pass for a merely deep one.
      if (ends.length > MAX_DEPTH) tooComplex = true
    }
  }
}
