import { isUtf8 } from 'node:buffer'
import { Cursor } from '../ber/cursor.js'

/** One `type=value` of a name, the value unescaped. */
interface Ava {
  readonly type: string
  readonly value: string
}
/** A relative name: nearly always one pair, several when joined by `+`. */
export type Rdn = readonly Ava[]

/** Names of entries have some hundred characters and a dozen parts at most; longer ones are the name of nothing. */
const LONGEST_DN = 4000
const MOST_PARTS = 50

const TYPE = /^(?:[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)$/
// RFC 4514 §3: what may follow a backslash as it is.
const ESCAPABLE = new Set('\\"+,;<>= #')
// RFC 4514 §2.4: these must be escaped in a value, and end a run of plain characters.
const PLAIN_RUN = /[^\\,+;"<>\0]*/y

/**
 * Parses a distinguished name (RFC 4514). Spaces around the separators are accepted, as RFC 4514 §2 lets a server do.
 * @returns the names from the entry to the root, [] for the root DSE, null when the syntax is wrong or no entry has so long a name
 */
export function parseDn(text: string): readonly Rdn[] | null {
  if (text.length > LONGEST_DN) return null
  if (text.trim() === '') return []
  const rdns: Rdn[] = []
  let avas: Ava[] = []
  let at = 0
  for (let parts = 1; parts <= MOST_PARTS; parts++) {
    const equals = text.indexOf('=', at)
    if (equals === -1) return null
    const type = text.slice(at, equals).trim()
    if (!TYPE.test(type)) return null
    const read = readValue(text, equals + 1)
    if (read === null) return null
    avas.push({ type, value: read.value })
    const separator = text[read.end]
    if (separator !== '+') {
      rdns.push(avas)
      avas = []
    }
    if (separator === undefined) return rdns
    at = read.end + 1
  }
  return null
}

interface Value {
  readonly value: string
  /** Offset of the separator that ends the value, or of the end of the text. */
  readonly end: number
}

function readValue(text: string, start: number): Value | null {
  let at = start
  while (text[at] === ' ') at += 1
  if (text[at] === '#') return readHex(text, at + 1)
  const bytes: Buffer[] = []
  // Unescaped trailing spaces belong to no value; escaped ones do.
  let trailing = 0
  for (;;) {
    PLAIN_RUN.lastIndex = at
    const run = PLAIN_RUN.exec(text)?.[0] ?? ''
    if (run !== '') {
      bytes.push(Buffer.from(run))
      const spaces = trailingSpaces(run)
      trailing = spaces === run.length ? trailing + spaces : spaces
      at += run.length
    }
    if (text[at] !== '\\') break
    const escaped = readEscape(text, at + 1)
    if (escaped === null) return null
    bytes.push(escaped.bytes)
    at = escaped.end
    trailing = 0
  }
  const separator = text[at]
  if (separator !== undefined && separator !== ',' && separator !== '+') return null
  const whole = Buffer.concat(bytes)
  const value = whole.subarray(0, whole.length - trailing)
  return isUtf8(value) ? { value: value.toString('utf8'), end: at } : null
}

function trailingSpaces(run: string): number {
  let end = run.length
  while (end > 0 && run[end - 1] === ' ') end -= 1
  return run.length - end
}

function readEscape(text: string, at: number): { readonly bytes: Buffer; readonly end: number } | null {
  const next = text[at]
  if (next === undefined) return null
  if (ESCAPABLE.has(next)) return { bytes: Buffer.from(next), end: at + 1 }
  const pair = text.slice(at, at + 2)
  return /^[0-9A-Fa-f]{2}$/.test(pair) ? { bytes: Buffer.from(pair, 'hex'), end: at + 2 } : null
}

/** `#` and the BER of the value in hexadecimal (RFC 4514 §2.4); every string type holds its text as its content. */
function readHex(text: string, start: number): Value | null {
  const digits = /^[0-9A-Fa-f]*/.exec(text.slice(start))?.[0] ?? ''
  let end = start + digits.length
  while (text[end] === ' ') end += 1
  const after = text[end]
  if (digits.length < 4 || digits.length % 2 !== 0 || (after !== undefined && after !== ',' && after !== '+'))
    return null
  try {
    const element = new Cursor(Buffer.from(digits, 'hex'))
    const value = element.text(element.tag)
    element.finish()
    return { value, end }
  } catch {
    return null
  }
}
