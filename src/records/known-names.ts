import { GrowingNumbers } from '../growing-numbers.js'
import { fold } from '../text/fold.js'
import { hash32 } from '../text/hash.js'

/** The name of each professional by order of arrival, as two hashes: of name and first name, and of the folded name. */
export class KnownNames {
  readonly #names = new GrowingNumbers(1 << 17)

  /** The name of the next person; the first one has number 1. */
  add(nom: string, prenom: string): void {
    this.#names.push(hash32(`${nom}|${prenom}`))
    this.#names.push(hash32(fold(nom)))
  }

  /** Whether both are what was set, to the letter. */
  isSame(person: number, nom: string, prenom: string): boolean {
    return this.#names.at(2 * person - 2) === hash32(`${nom}|${prenom}`)
  }

  /** Whether the name is the same but for its spelling. */
  isNamed(person: number, nom: string): boolean {
    return this.#names.at(2 * person - 1) === hash32(fold(nom))
  }
}
