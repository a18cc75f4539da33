import { KnownTexts } from './known-texts.js'

/**
 * Structures already met, told apart by the whole of their cells: two lines that describe a structure differently
 * keep their own description, so that nothing of the feed is lost.
 */
export class KnownStructures {
  readonly #texts = new KnownTexts(1 << 18)
  readonly #origins: DepartementOrigin[] = []

  /**
   * @param cells the structure's cells joined
   * @returns its number (from 1), and whether it is met for the first time
   */
  find(cells: string): { readonly id: number; readonly isNew: boolean } {
    return this.#texts.find(cells)
  }

  setOrigin(id: number, origin: DepartementOrigin): void {
    this.#origins[id] = origin
  }

  origin(id: number): DepartementOrigin {
    return this.#origins[id] ?? 'fourni'
  }
}

/** How a structure's département is known: given by the file, deduced from its commune or postcode, or not at all. */
export type DepartementOrigin = 'fourni' | 'deduit' | 'indetermine' | 'sans adresse'
