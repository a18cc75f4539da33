import { takeBlock } from './block-pool.js'
import { sizeOfLength, writeBigEndian, writeLength } from './length.js'
import { INTEGER, OCTET_STRING } from './tags.js'

/** What is longer than this leaves in the block that it was written in. */
const SHORT = 4096
/** Fewer bytes than this are copied faster by a loop than by a call. */
const COPIED_IN_LOOPS = 48

/**
 * Writes BER forwards into one growing buffer. Lengths of small elements are guessed at one byte and those of large
 * ones (`wide`) at three, so that almost nothing is ever moved.
 */
export class BerWriter {
  #buffer: Buffer
  #length = 0

  /** @param size to begin with; without one, that of a block */
  constructor(size?: number) {
    this.#buffer = size === undefined ? takeBlock() : Buffer.allocUnsafe(size)
  }

  get length(): number {
    return this.#length
  }

  integer(value: number, tag: number = INTEGER): void {
    const magnitude = value < 0 ? ~value : value
    const size = magnitude < 0x80 ? 1 : magnitude < 0x8000 ? 2 : magnitude < 0x800000 ? 3 : 4
    this.#room(2 + size)
    this.#buffer[this.#length++] = tag
    this.#buffer[this.#length++] = size
    writeBigEndian(this.#buffer, this.#length, size, value)
    this.#length += size
  }

  boolean(value: boolean, tag: number): void {
    this.#room(3)
    this.#buffer[this.#length++] = tag
    this.#buffer[this.#length++] = 1
    this.#buffer[this.#length++] = value ? 0xff : 0
  }

  octets(bytes: Buffer, tag: number = OCTET_STRING): void {
    this.#room(6 + bytes.length)
    this.#buffer[this.#length++] = tag
    this.#writeLength(bytes.length)
    this.raw(bytes)
  }

  text(text: string, tag: number = OCTET_STRING): void {
    // A UTF-16 unit takes three bytes at most.
    this.#room(6 + text.length * 3)
    this.#buffer[this.#length++] = tag
    if (text.length > 42) {
      this.#writeLength(Buffer.byteLength(text))
      this.#length += this.#buffer.write(text, this.#length)
      return
    }
    const start = this.#length + 1
    const end = start + this.#short(text, start)
    this.#buffer[start - 1] = end - start
    this.#length = end
  }

  /** Bytes that are BER already. */
  raw(bytes: Buffer): void {
    this.slice(bytes, 0, bytes.length)
  }

  /** Part of bytes that are BER already. */
  slice(bytes: Buffer, start: number, end: number): void {
    this.#room(end - start)
    if (end - start > COPIED_IN_LOOPS) {
      this.#length += bytes.copy(this.#buffer, this.#length, start, end)
      return
    }
    const buffer = this.#buffer
    let to = this.#length
    for (let at = start; at < end; at++) buffer[to++] = bytes[at]!
    this.#length = to
  }

  /** One octet string whose content comes in two parts. */
  joined(bytes: Buffer, start: number, end: number, rest: Buffer): void {
    this.#room(6)
    this.#buffer[this.#length++] = OCTET_STRING
    this.#writeLength(end - start + rest.length)
    this.slice(bytes, start, end)
    this.raw(rest)
  }

  /** Opens an element; what is written until `end` is its content. `wide` when it will exceed 127 bytes. */
  begin(tag: number, wide = false): number {
    this.#room(4)
    this.#buffer[this.#length] = tag
    this.#length += wide ? 4 : 2
    return this.#length
  }

  end(start: number, wide = false): void {
    const length = this.#length - start
    const reserved = wide ? 3 : 1
    const needed = Math.max(reserved, sizeOfLength(length))
    const moved = needed - reserved
    if (moved > 0) {
      this.#room(moved)
      this.#buffer.copyWithin(start + moved, start, this.#length)
      this.#length += moved
    }
    writeLength(this.#buffer, start - reserved, length, needed)
  }

  /** What has been written, as a buffer of its own; the writer starts again. */
  take(): Buffer {
    const written = this.#buffer.subarray(0, this.#length)
    this.#length = 0
    if (written.length <= SHORT) return Buffer.from(written)
    this.#buffer = takeBlock()
    return written
  }

  /** Short texts are nearly all ASCII, where a loop is faster than the call to the encoder. */
  #short(text: string, start: number): number {
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index)
      if (unit >= 0x80) return this.#buffer.write(text, start)
      this.#buffer[start + index] = unit
    }
    return text.length
  }

  #writeLength(length: number): void {
    const size = sizeOfLength(length)
    writeLength(this.#buffer, this.#length, length, size)
    this.#length += size
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + bytes))
    this.#buffer.copy(grown, 0, 0, this.#length)
    this.#buffer = grown
  }
}
