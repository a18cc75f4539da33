import { fold } from '../text/fold.js'
import { hash32 } from '../text/hash.js'

/** The name of each professional by order of arrival, as two hashes: of name and first name, and of the folded name. */
export class KnownNames {
  #names = new Int32Array(1 << 17)

  set(person: number, nom: string, prenom: string): void {
    if (2 * person + 1 >= this.#names.length) {
      const larger = new Int32Array(this.#names.length * 2)
      larger.set(this.#names)
      this.#names = larger
    }
    this.#names[2 * person] = hash32(`${nom}|${prenom}`)
    this.#names[2 * person + 1] = hash32(fold(nom))
  }

  /** Whether both are what was set, to the letter. */
  isSame(person: number, nom: string, prenom: string): boolean {
    return this.#names[2 * person] === hash32(`${nom}|${prenom}`)
  }

  /** Whether the name is the same but for its spelling. */
  isNamed(person: number, nom: string): boolean {
    return this.#names[2 * person + 1] === hash32(fold(nom))
  }
}
