import { KnownTexts } from './known-texts.js'

/**
 * Structures already met, told apart by the whole of their cells joined: two lines that describe a structure differently
 * keep their own description, so that nothing of the feed is lost.
 */
export class KnownStructures extends KnownTexts {
  readonly #origins: DepartementOrigin[] = []

  constructor() {
    super(1 << 18)
  }

  setOrigin(id: number, origin: DepartementOrigin): void {
    this.#origins[id] = origin
  }

  origin(id: number): DepartementOrigin {
    return this.#origins[id] ?? 'fourni'
  }
}

/** How a structure's département is known: given by the file, deduced from its commune or postcode, or not at all;
 * none is looked for where there is no address, or outside France. */
export type DepartementOrigin = 'fourni' | 'deduit' | 'indetermine' | 'sans adresse' | 'hors de France'
