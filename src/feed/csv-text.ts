import type { LineDecoder } from './line-decoder.js'
import { quotedLines } from './quotes.js'

/** The decoded text with plain newlines, and what is counted on the way. */
export class CsvText {
  quotes = 0
  #line = 1
  readonly #blocks: AsyncIterator<Buffer>
  readonly #decoder: LineDecoder

  constructor(blocks: AsyncIterable<Buffer>, decoder: LineDecoder) {
    this.#blocks = blocks[Symbol.asyncIterator]()
    this.#decoder = decoder
  }

  async next(): Promise<string | null> {
    const step = await this.#blocks.next()
    if (step.done === true) return null
    const text = this.#decoder.decode(step.value, this.#line).join('').replace(/\r\n?/g, '\n')
    this.#line += text.split('\n').length - 1
    this.quotes += quotedLines(text, 0)
    return text
  }

  /** Lets go of the file, wherever the reading stopped. */
  async close(): Promise<void> {
    await this.#blocks.return?.()
  }
}
