import { Remembered } from '../remembered.js'
import type { Directory } from '../store/directory.js'
import type { CountedField } from '../store/matching/frequencies.js'
import { OF_ONE_NUMBER } from './model.js'

/** Values whose share is kept, for the candidates of one question. */
const KEPT = 256

/**
 * How common values are (the `u` of the model), never zero: what nobody has may still be the name of somebody, or of a
 * place, whom the directory does not hold.
 */
export class Shares {
  readonly #directory: Directory
  readonly #known = new Remembered<string, number>(KEPT)

  constructor(directory: Directory) {
    this.#directory = directory
  }

  get people(): number {
    return Math.max(1, this.#directory.generation.professionnels)
  }

  /** A share as it is held, 0 when nobody has the value. */
  held(field: CountedField, match: 'exact' | 'prefix', value: string): number {
    return this.#directory.share(field, match, value)
  }

  of(field: CountedField, value: string): number {
    const key = `${field} ${value}`
    return this.#known.of(key, () => Math.max(this.held(field, 'exact', value), 1 / this.people))
  }

  get ofOneNumber(): number {
    return Math.max(OF_ONE_NUMBER, 1 / this.people)
  }
}
