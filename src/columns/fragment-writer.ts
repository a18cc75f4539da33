import { GrowingNumbers } from '../growing-numbers.js'
import { eachTrigram, TRIGRAMS } from '../text/trigram.js'
import type { Target } from './target.js'
import { writeTrigrams } from './trigram-writer.js'

/** Indexes the fragments of rows that have several texts each, without keeping the texts. */
export class FragmentWriter {
  /** Where the trigrams of each row end. */
  #ends: Uint32Array
  readonly #last = new Int32Array(TRIGRAMS).fill(-1)
  #trigrams: GrowingNumbers
  #rows = 0

  /** @param usual trigrams of a row, about */
  constructor(rows: number, usual: number) {
    this.#ends = new Uint32Array(rows)
    this.#trigrams = new GrowingNumbers(rows * usual)
  }

  /** The texts of the next row. */
  push(texts: readonly string[]): void {
    const row = this.#rows++
    for (const text of texts) {
      eachTrigram(text, (trigram) => {
        if (this.#last[trigram] === row) return
        this.#last[trigram] = row
        this.#trigrams.push(trigram)
      })
    }
    this.#ends[row] = this.#trigrams.length
  }

  finish(target: Target, name: string): void {
    const trigrams = this.#trigrams.all()
    const ends = this.#ends
    writeTrigrams(target, name, ends.length, (take) => {
      let at = 0
      for (let row = 0; row < ends.length; row++) for (; at < ends[row]!; at++) take(row, trigrams[at]!)
    })
    this.#trigrams = new GrowingNumbers(0)
    this.#ends = new Uint32Array(0)
  }
}
