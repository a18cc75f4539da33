import { hash64 } from '../text/hash.js'
import { KeyTable } from './key-table.js'

/** Numbers distinct texts from 1, in the order in which they are met, and keeps only their hashes. */
export class KnownTexts {
  readonly #ids: KeyTable
  /** Low bits of the hash that the key leaves out, to tell collisions. */
  readonly #checks: number[] = []

  /** @param capacity a power of two, 8 or more */
  constructor(capacity: number) {
    this.#ids = new KeyTable(capacity)
  }

  /** @returns the number of a text that was met, -1 for any other */
  known(text: string): number {
    const { high, low } = hash64(text)
    let key = high * 2097152 + (low >>> 11)
    for (let id = this.#ids.get(key); id !== -1; id = this.#ids.get(++key)) {
      if (this.#checks[id] === (low & 0x7ff)) return id
    }
    return -1
  }

  /** @returns the number of a text, and whether it is met for the first time */
  find(text: string): { readonly id: number; readonly isNew: boolean } {
    const { high, low } = hash64(text)
    let key = high * 2097152 + (low >>> 11)
    // Another text has the same 53 bits: look in the next place, as the table itself does.
    for (let id = this.#ids.get(key); id !== -1; id = this.#ids.get(++key)) {
      if (this.#checks[id] === (low & 0x7ff)) return { id, isNew: false }
    }
    const id = this.#ids.size + 1
    this.#ids.set(key, id)
    this.#checks[id] = low & 0x7ff
    return { id, isNew: true }
  }
}
