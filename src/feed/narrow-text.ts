import { hasControls } from './controls.js'

const NEWLINE = 10
/** First bytes of the two-byte characters from U+0080 to U+00FF are 0xC2 and 0xC3. */
const LAST_NARROW = 0xc3

/**
 * Decodes UTF-8 into strings of one byte a character wherever it can. French text rarely has a character beyond U+00FF,
 * but a single one (’, œ) doubles the size of the string that holds it: lines with such a character are set apart.
 * Made by a plain loop and one copy, this takes less than half the time of the general decoder.
 */
export class NarrowText {
  /** Whether the last block may hold control characters. */
  controls = false
  #to = Buffer.alloc(0)

  /** @param block whole lines of valid UTF-8 @returns their text, in pieces of whole lines */
  texts(block: Buffer): readonly string[] {
    if (this.#to.length < block.length) this.#to = Buffer.allocUnsafe(block.length)
    const to = this.#to
    const end = block.length
    const texts: string[] = []
    let length = 0
    let low = false
    for (let at = 0; at < end; at++) {
      const byte = block[at]!
      if (byte < 0x80) {
        // Below a space there are line ends, tabs, and what should not be there.
        if (byte < 0x20 && (byte < 9 || byte > 13)) low = true
        to[length++] = byte
      } else if (byte <= LAST_NARROW) to[length++] = ((byte & 0x03) << 6) | (block[++at]! & 0x3f)
      else {
        const kept = to.lastIndexOf(NEWLINE, length - 1) + 1
        if (length > 0 && kept > 0) texts.push(to.toString('latin1', 0, kept))
        length = 0
        const newline = block.indexOf(NEWLINE, at)
        const next = newline === -1 ? end : newline + 1
        texts.push(block.toString('utf8', at === 0 ? 0 : block.lastIndexOf(NEWLINE, at) + 1, next))
        at = next - 1
        low ||= hasControls(texts.at(-1)!)
      }
    }
    this.controls = low
    if (length > 0) texts.push(to.toString('latin1', 0, length))
    return texts
  }
}
