import type { LineDecoder } from './line-decoder.js'
import { quotedLines } from './quotes.js'

/** The decoded text with plain newlines (csv-parse counts a quoted CRLF twice), and what is counted on the way. */
export class CsvText {
  quotes = 0
  #line = 1
  #first = ''
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

  async *from(first: string): AsyncGenerator<string> {
    this.#first = first
    yield first
    for (let text = await this.next(); text !== null; text = await this.next()) yield text
  }

  /** The header always lies in the first block: its quotes are layout, not content. */
  countQuotesAfterHeader(lastLine: number): void {
    const header = this.#first.split('\n', lastLine).join('\n')
    this.quotes -= quotedLines(header, 0)
    this.#first = ''
  }
}
