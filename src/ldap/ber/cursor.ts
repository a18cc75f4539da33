import { isUtf8 } from 'node:buffer'
import { LdapFault } from '../result/fault.js'
import { PROTOCOL_ERROR } from '../result/result-code.js'
import { lengthSize, readLength } from './length.js'
import { BOOLEAN, ENUMERATED, INTEGER, OCTET_STRING } from './tags.js'

const SHORT = 64

/**
 * Reads the elements of a validated message one after the other. Every read moves forward or throws, so that no loop
 * over a cursor can stand still (the fault that hangs ldapjs's own decoders).
 */
export class Cursor {
  readonly #bytes: Buffer
  #offset: number
  readonly #end: number

  constructor(bytes: Buffer, offset = 0, end = bytes.length) {
    this.#bytes = bytes
    this.#offset = offset
    this.#end = end
  }

  get more(): boolean {
    return this.#offset < this.#end
  }

  /** Tag of the next element, -1 at the end. */
  get tag(): number {
    return this.more ? this.#bytes[this.#offset]! : -1
  }

  /** The next element whole, header included. */
  element(): Buffer {
    const start = this.#offset
    this.#content(this.tag)
    return this.#bytes.subarray(start, this.#offset)
  }

  /** A cursor over the content of the next element. */
  enter(tag: number): Cursor {
    const start = this.#content(tag)
    return new Cursor(this.#bytes, start, this.#offset)
  }

  octets(tag: number = OCTET_STRING): Buffer {
    const start = this.#content(tag)
    return this.#bytes.subarray(start, this.#offset)
  }

  /** @returns null when the bytes are not UTF-8 */
  looseText(tag: number = OCTET_STRING): string | null {
    const start = this.#content(tag)
    const end = this.#offset
    if (isAscii(this.#bytes, start, end)) return this.#bytes.toString('latin1', start, end)
    return isUtf8(this.#bytes.subarray(start, end)) ? this.#bytes.toString('utf8', start, end) : null
  }

  text(tag: number = OCTET_STRING): string {
    const text = this.looseText(tag)
    if (text === null) throw malformed('un texte n’est pas en UTF-8')
    return text
  }

  integer(tag: number = INTEGER): number {
    const start = this.#content(tag)
    const length = this.#offset - start
    // RFC 4511 §4.1.1: maxInt is 2^31 - 1.
    if (length < 1 || length > 4) throw malformed('un entier est hors limites')
    return this.#bytes.readIntBE(start, length)
  }

  enumerated(): number {
    return this.integer(ENUMERATED)
  }

  boolean(tag: number = BOOLEAN): boolean {
    const start = this.#content(tag)
    if (this.#offset - start !== 1) throw malformed('un booléen n’a pas la bonne longueur')
    return this.#bytes[start] !== 0
  }

  /** Nothing may follow, where the grammar has no extension mark. */
  finish(): void {
    if (this.more) throw malformed('un élément de trop')
  }

  /** Moves behind the next element. @returns where its content starts */
  #content(tag: number): number {
    const at = this.#offset
    if (this.#end - at < 2 || this.#bytes[at] !== tag) throw malformed('un élément manque ou n’est pas à sa place')
    const size = lengthSize(this.#bytes[at + 1]!)
    const start = at + 1 + size
    if (size === 0 || start > this.#end) throw malformed('une longueur est illisible')
    const length = readLength(this.#bytes, at + 1, size)
    if (length > this.#end - start) throw malformed('un élément dépasse celui qui le contient')
    this.#offset = start + length
    return start
  }
}

/** Nearly all texts of requests are short and have no accents: then they need no decoder. */
function isAscii(bytes: Buffer, start: number, end: number): boolean {
  if (end - start > SHORT) return false
  for (let at = start; at < end; at++) if (bytes[at]! >= 0x80) return false
  return true
}

function malformed(what: string): LdapFault {
  return new LdapFault(PROTOCOL_ERROR, `Requête mal formée : ${what}.`)
}
