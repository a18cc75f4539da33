import { GrowingNumbers } from '../growing-numbers.js'
import { DictionaryWriter } from './dictionary-writer.js'
import { writePostings } from './postings-writer.js'
import type { Target } from './target.js'

/** A field of which a row may have any number of values. */
export class PairWriter {
  readonly #name: string
  readonly #values: DictionaryWriter
  readonly #rows = new GrowingNumbers()

  constructor(name: string) {
    this.#name = name
    this.#values = new DictionaryWriter(name)
  }

  /** Rows come in ascending order. */
  add(row: number, value: string): void {
    this.#rows.push(row)
    this.#values.push(value)
  }

  /** @param fragments whether they are searched */
  finish(target: Target, fragments = false): void {
    const rows = this.#rows.all()
    const { rows: ids, size } = this.#values.finish(target, fragments)
    writePostings(target, this.#name, size, (take) => {
      for (let at = 0; at < ids.length; at++) take(rows[at]!, ids[at]!)
    })
  }
}
