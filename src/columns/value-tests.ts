import type { Dictionary } from './dictionary.js'

/**
 * Tests of the values of a dictionary that are asked again and again, since many rows share a value. What was found is
 * remembered in one array for all tests, so that none of them makes anything.
 */
export class ValueTests {
  readonly #dictionary: Dictionary
  /** For each value the number of the test that was last asked of it, doubled, and its outcome. */
  #outcomes: Uint32Array | null = null
  #last = 0

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary
  }

  /** Whether what is asked of texts is true of the value of a number. */
  of(asked: (text: string) => boolean): (id: number) => boolean {
    const dictionary = this.#dictionary
    this.#outcomes ??= new Uint32Array(dictionary.size)
    const outcomes = this.#outcomes
    if (++this.#last > LAST) {
      outcomes.fill(0)
      this.#last = 1
    }
    const test = this.#last
    return (id) => {
      const outcome = outcomes[id]!
      if (outcome >>> 1 === test) return (outcome & 1) === 1
      const has = asked(dictionary.at(id))
      outcomes[id] = 2 * test + (has ? 1 : 0)
      return has
    }
  }
}

/** The greatest number that leaves a bit for the outcome. */
const LAST = 0x7fff_ffff
