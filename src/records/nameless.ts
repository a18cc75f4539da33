import { AnnuaireError } from '../errors.js'

/** Lines without a name that any file may have: a short one is not lost for them. */
const ALWAYS_ALLOWED = 20
const MOST_PERCENT = 1

/**
 * Counts the lines whose person has no name (src/feed/FORMATS.md §1.6, no 7): more than a few mean that the file lost a
 * column, and not that people have no name.
 */
export class Nameless {
  readonly #file: string
  #lines = 0
  #nameless = 0

  constructor(file: string) {
    this.#file = file
  }

  /** @param named whether the person of the line has a name */
  count(named: boolean): void {
    this.#lines++
    if (!named) this.#nameless++
  }

  /** @throws AnnuaireError ALIMENTATION_REFUSEE when their share is not one of a sound file */
  check(): void {
    if (this.#nameless <= ALWAYS_ALLOWED || this.#nameless * 100 <= this.#lines * MOST_PERCENT) return
    const share = ((this.#nameless * 100) / this.#lines).toLocaleString('fr-FR', { maximumFractionDigits: 1 })
    throw new AnnuaireError(
      'ALIMENTATION_REFUSEE',
      `${this.#file} : ${this.#nameless} lignes sans nom d’exercice sur ${this.#lines} (${share} %), au-delà de ${MOST_PERCENT} % : le fichier est incomplet.`,
    )
  }
}
