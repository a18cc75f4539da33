import { GrowingNumbers } from '../growing-numbers.js'
import { byCodePoint, ordersByUnit } from '../text/code-point-order.js'
import { lettersOf } from '../text/words.js'
import { BLOCK_VALUES, joinBlock } from './dictionary.js'
import { type Numbers, numbers, typeFor } from './numbers.js'
import type { Target } from './target.js'
import { buildTrigrams } from './trigram-writer.js'

/** Numbers the distinct values of a field while its rows are read, then sorts them. */
export class DictionaryWriter {
  readonly #name: string
  readonly #arrivals = new Map<string, number>()
  /** Number of the value of each row, in the order in which values are met. */
  readonly #rows: GrowingNumbers
  #beyond = false

  /** @param rows foreseen */
  constructor(name: string, rows?: number) {
    this.#name = name
    this.#rows = new GrowingNumbers(rows)
  }

  /** The value of the next row; '' when it has none. */
  push(value: string): void {
    let arrival = this.#arrivals.get(value)
    if (arrival === undefined) {
      arrival = this.#arrivals.size
      this.#arrivals.set(value, arrival)
      if (!ordersByUnit(value)) this.#beyond = true
    }
    this.#rows.push(arrival)
  }

  /**
   * Writes the sorted values, with an index of their fragments when `trigrams` is set.
   * @param also is given the sorted values
   */
  finish(target: Target, trigrams: boolean, also?: (values: readonly string[]) => void): Numbered {
    const values = [...this.#arrivals.keys()]
    if (this.#beyond) values.sort(byCodePoint)
    else values.sort()
    writeDictionary(target, this.#name, values)
    if (trigrams) buildTrigrams(target, this.#name, values)
    also?.(values)
    const ids = new Uint32Array(values.length)
    for (let id = 0; id < values.length; id++) ids[this.#arrivals.get(values[id]!)!] = id
    this.#arrivals.clear()
    const arrivals = this.#rows.all()
    const rows = numbers(typeFor(values.length), arrivals.length)
    for (let row = 0; row < arrivals.length; row++) rows[row] = ids[arrivals[row]!]!
    return { rows, size: values.length, empty: values[0] === '' ? 0 : -1, shares: sharesOf(values) }
  }
}

/** Number of the value of each row. */
export interface Numbered {
  readonly rows: Numbers
  /** Of the dictionary. */
  readonly size: number
  /** Number of the empty value, -1 when no row is without value. */
  readonly empty: number
  /** For each value the first one of the same letters (text/words.ts). */
  readonly shares: Uint32Array
}

function sharesOf(values: readonly string[]): Uint32Array {
  const shares = new Uint32Array(values.length)
  let letters = ''
  for (let id = 0; id < values.length; id++) {
    const own = lettersOf(values[id]!)
    shares[id] = id > 0 && own === letters ? shares[id - 1]! : id
    letters = own
  }
  return shares
}

/** @param values distinct, sorted by code point */
export function writeDictionary(target: Target, name: string, values: readonly string[]): void {
  const first = target.nextBlock
  target.insertDictionary.run(name, values.length, first)
  for (let at = 0; at < values.length; at += BLOCK_VALUES) {
    target.insertBlock.run(target.nextBlock++, values[at], joinBlock(values.slice(at, at + BLOCK_VALUES)))
  }
}
