/** Streams of numbers: each thing of the feed draws from its own, so that changing one leaves the others as they were. */
export const STREAM = { person: 1, finess: 2, siret: 3, cabinet: 4, defects: 5, mailbox: 6, regional: 7 } as const

/**
 * A small generator (the public-domain sfc32): same seed, same numbers, on every machine. It is reseeded for each
 * person and structure, so that any of them can be made again without keeping it in memory.
 */
export class Rng {
  readonly #seed: number
  #a = 0
  #b = 0
  #c = 0
  #count = 1

  constructor(seed: number, stream = 0, index = 0) {
    this.#seed = seed >>> 0
    this.at(stream, index)
  }

  /** Restarts at the numbers that belong to one thing. */
  at(stream: number, index: number, part = 0): this {
    this.#a = (this.#seed ^ Math.imul(stream, 0x9e3779b1)) | 0
    this.#b = index | 0
    this.#c = (Math.imul(index, 0x85ebca6b) ^ Math.imul(part + 1, 0xc2b2ae35)) | 0
    this.#count = 1
    for (let round = 0; round < 10; round++) this.next()
    return this
  }

  /** 32 bits, as an integer from 0. */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#count) | 0
    this.#count = (this.#count + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** From 0 to 1, 1 left out. */
  float(): number {
    return this.next() / 4294967296
  }

  /** An integer from 0 to `limit`, `limit` left out. */
  below(limit: number): number {
    return Math.floor(this.float() * limit)
  }

  chance(share: number): boolean {
    return this.float() < share
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!
  }

  /** Exactly `count` decimal digits. */
  digits(count: number): string {
    return String(this.below(10 ** count)).padStart(count, '0')
  }
}
