import type { LineDecoder } from './line-decoder.js'

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

/** How many lines of the text, from a position on, hold a double quote. */
export function quotedLines(text: string, from: number): number {
  let lines = 0
  let quote = text.indexOf('"', from)
  while (quote >= 0) {
    lines++
    const end = text.indexOf('\n', quote)
    if (end < 0) break
    quote = text.indexOf('"', end)
  }
  return lines
}
