import { sizeOfLength, writeLength } from './length.js'
import { OCTET_STRING } from './tags.js'

/**
 * A place to write one entry on. What `BerWriter` does for messages of any size, this does three times as fast for half
 * a million small ones: short bytes are copied in loops, and lengths are one byte until proven longer.
 */
export class EntryWriter {
  #out = Buffer.allocUnsafe(16 * 1024)
  #at = 0

  bytes(bytes: Uint8Array): void {
    this.#room(bytes.length)
    const out = this.#out
    let at = this.#at
    for (let index = 0; index < bytes.length; index++) out[at++] = bytes[index]!
    this.#at = at
  }

  /** An octet string in UTF-8. */
  text(text: string): void {
    const { length } = text
    // A UTF-16 unit takes three bytes at most.
    this.#room(8 + 3 * length)
    const out = this.#out
    const start = this.#at
    let at = start + 2
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(index)
      if (unit >= 0x80) {
        at = start + 2 + out.write(text, start + 2)
        break
      }
      out[at++] = unit
    }
    this.#at = at
    this.end(OCTET_STRING, start)
  }

  /** Leaves room for a tag and a length. @returns where they go */
  begin(): number {
    this.#room(8)
    const start = this.#at
    this.#at += 2
    return start
  }

  /** Writes the tag and the length of what was written since `begin`. */
  end(tag: number, start: number): void {
    const length = this.#at - start - 2
    this.#out[start] = tag
    const size = sizeOfLength(length)
    if (size > 1) {
      this.#room(size - 1)
      this.#out.copyWithin(start + 1 + size, start + 2, this.#at)
      this.#at += size - 1
    }
    writeLength(this.#out, start + 1, length, size)
  }

  /** A copy of what was written from `start` on. */
  since(start: number): Uint8Array {
    return Uint8Array.prototype.slice.call(this.#out, start, this.#at)
  }

  /** A copy of all that was written; the writer starts again. */
  take(): Buffer {
    const taken = Buffer.from(this.#out.subarray(0, this.#at))
    this.#at = 0
    return taken
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#out.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#at + bytes))
    this.#out.copy(larger, 0, 0, this.#at)
    this.#out = larger
  }
}
