import type { CsvText } from './csv-text.js'

/** The physical lines of a CSV, with a look ahead: a quote may have to be followed to where it closes. */
export class CsvLines {
  readonly #texts: CsvText
  #waiting: string[] = []
  /** First line of `waiting` that is not taken yet. */
  #next = 0
  /** What the last block holds after its last newline. */
  #rest: string | null
  /** Number of the next line to take. */
  number: number

  /** @param first text before the rest of the blocks, its first line having that number */
  constructor(texts: CsvText, first: string, number: number) {
    this.#texts = texts
    this.#rest = ''
    this.number = number
    this.#add(first)
  }

  /** The line `ahead` of the next one; null after the end. */
  async peek(ahead: number): Promise<string | null> {
    while (this.#next + ahead >= this.#waiting.length) {
      if (this.#rest === null) return null
      const text = await this.#texts.next()
      if (text !== null) this.#add(text)
      else {
        if (this.#rest !== '') this.#waiting.push(this.#rest)
        this.#rest = null
      }
    }
    return this.#waiting[this.#next + ahead]!
  }

  /** Whether that line is in memory: then peek need not be waited for. */
  ready(): string | null {
    return this.#next < this.#waiting.length ? this.#waiting[this.#next]! : null
  }

  skip(count: number): void {
    this.#next += count
    this.number += count
  }

  #add(text: string): void {
    const lines = ((this.#rest ?? '') + text).split('\n')
    this.#rest = lines.pop()!
    this.#waiting = [...this.#waiting.slice(this.#next), ...lines]
    this.#next = 0
  }
}
