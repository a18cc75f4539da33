import { eachTrigram, TRIGRAMS } from '../text/trigram.js'
import type { Target } from './target.js'
import { writeTrigrams } from './trigram-writer.js'

/** Indexes the fragments of rows that have several texts each, without keeping the texts. */
export class FragmentWriter {
  /** Where the trigrams of each row end. */
  #ends: Uint32Array
  readonly #last = new Int32Array(TRIGRAMS).fill(-1)
  #trigrams: Uint32Array
  #rows = 0
  #length = 0

  /** @param usual trigrams of a row, about: room for more is made when needed */
  constructor(rows: number, usual: number) {
    this.#ends = new Uint32Array(rows)
    this.#trigrams = new Uint32Array(rows * usual)
  }

  /** The texts of the next row. */
  push(texts: readonly string[]): void {
    const row = this.#rows++
    for (const text of texts) {
      if (this.#length + text.length > this.#trigrams.length) this.#grow(text.length)
      eachTrigram(text, (trigram) => {
        if (this.#last[trigram] === row) return
        this.#last[trigram] = row
        this.#trigrams[this.#length++] = trigram
      })
    }
    this.#ends[row] = this.#length
  }

  finish(target: Target, name: string): void {
    const trigrams = this.#trigrams
    const ends = this.#ends
    writeTrigrams(target, name, ends.length, (take) => {
      let at = 0
      for (let row = 0; row < ends.length; row++) for (; at < ends[row]!; at++) take(row, trigrams[at]!)
    })
    this.#trigrams = new Uint32Array(0)
    this.#ends = new Uint32Array(0)
  }

  #grow(needed: number): void {
    const larger = new Uint32Array(Math.ceil(this.#trigrams.length * 1.25) + needed)
    larger.set(this.#trigrams)
    this.#trigrams = larger
  }
}
