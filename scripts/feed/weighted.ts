import { lowerBound } from '../../src/columns/lower-bound.js'
import type { Rng } from './rng.js'

/** Values drawn in proportion to their weights. */
export class Weighted<T> {
  readonly #values: readonly T[]
  readonly #sums: Float64Array

  constructor(entries: readonly (readonly [T, number])[]) {
    this.#values = entries.map(([value]) => value)
    this.#sums = new Float64Array(entries.length)
    let sum = 0
    entries.forEach(([, weight], index) => {
      sum += weight
      this.#sums[index] = sum
    })
  }

  get values(): readonly T[] {
    return this.#values
  }

  draw(rng: Rng): T {
    return this.at(rng.float())
  }

  /** The value below which a share of the weights lies. */
  at(share: number): T {
    return this.#values[this.indexAt(share)]!
  }

  indexAt(share: number): number {
    const wanted = share * this.#sums[this.#sums.length - 1]!
    return lowerBound(0, this.#sums.length - 1, (place) => this.#sums[place]! <= wanted)
  }
}
