import { lengthSize, readLength } from './length.js'
import { SEQUENCE } from './tags.js'

/** The bytes cannot be cut into LDAP messages: nothing that follows can be trusted (RFC 4511 §4.1.1, §5.3). */
export class FramingError extends Error {}

/**
 * Cuts a byte stream into LDAP messages. The length is checked as soon as the header is there, before anything is
 * kept, and only bytes that really came are held: an announced length reserves nothing.
 */
export class FrameReader {
  #kept: Buffer = Buffer.alloc(0)
  /** True when `#kept` was made here and no message handed out lies after `#end`. */
  #own = false
  #start = 0
  #end = 0

  /** Bytes received that do not make a message yet, or that nobody has asked for yet. */
  get waiting(): number {
    return this.#end - this.#start
  }

  push(chunk: Buffer): void {
    if (this.#start === this.#end) {
      this.#kept = chunk
      this.#own = false
      this.#start = 0
      this.#end = chunk.length
      return
    }
    if (this.#own && this.#end + chunk.length <= this.#kept.length) {
      chunk.copy(this.#kept, this.#end)
      this.#end += chunk.length
      return
    }
    const length = this.waiting + chunk.length
    // Twice as large as needed, so that a message sent byte by byte costs linear time.
    const grown = Buffer.allocUnsafe(Math.max(length * 2, 1024))
    this.#kept.copy(grown, 0, this.#start, this.#end)
    chunk.copy(grown, this.waiting)
    this.#kept = grown
    this.#own = true
    this.#start = 0
    this.#end = length
  }

  /**
   * @param limit longest message accepted, header included
   * @returns the next whole message, null when more bytes are needed
   * @throws FramingError
   */
  next(limit: number): Buffer | null {
    const length = this.#frameLength()
    if (length === null) return null
    if (length > limit) throw new FramingError(`message de ${length} octets, la limite est de ${limit}`)
    if (this.waiting < length) return null
    const frame = this.#kept.subarray(this.#start, this.#start + length)
    this.#start += length
    return frame
  }

  /** Length of the next message with its header, null when the header itself is not complete. */
  #frameLength(): number | null {
    if (this.waiting === 0) return null
    const at = this.#start
    if (this.#kept[at] !== SEQUENCE) throw new FramingError('ce ne sont pas des messages LDAP')
    if (this.waiting < 2) return null
    const size = lengthSize(this.#kept[at + 1]!)
    if (size === 0) throw new FramingError('longueur de message illisible')
    return this.waiting < 1 + size ? null : 1 + size + readLength(this.#kept, at + 1, size)
  }
}
