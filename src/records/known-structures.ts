import { hash64 } from '../text/hash.js'
import { KeyTable } from './key-table.js'

/**
 * Structures already met, told apart by the whole of their cells: two lines that describe a structure differently
 * keep their own description, so that nothing of the feed is lost.
 */
export class KnownStructures {
  readonly #ids = new KeyTable(1 << 18)
  /** Low bits of the hash that the key leaves out, to tell collisions; also what the département's origin was. */
  readonly #checks: number[] = []
  readonly #origins: DepartementOrigin[] = []

  /**
   * @param cells the structure's cells joined
   * @returns its number (from 1), and whether it is met for the first time
   */
  find(cells: string): { readonly id: number; readonly isNew: boolean } {
    const { high, low } = hash64(cells)
    let key = high * 2097152 + (low >>> 11)
    // Another structure has the same 53 bits: look in the next place, as the table itself does.
    for (let id = this.#ids.get(key); id !== -1; id = this.#ids.get(++key)) {
      if (this.#checks[id] === (low & 0x7ff)) return { id, isNew: false }
    }
    const id = this.#ids.size + 1
    this.#ids.set(key, id)
    this.#checks[id] = low & 0x7ff
    return { id, isNew: true }
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
