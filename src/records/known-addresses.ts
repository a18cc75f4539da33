import { hash64 } from '../text/hash.js'
import { KeyTable } from './key-table.js'

/** Line on which each address of one source was first given, without regard to case. */
export class KnownAddresses {
  readonly #lines = new KeyTable(1 << 16)

  /** @returns the line of the first occurrence, or null when this is it */
  firstLine(address: string, line: number): number | null {
    const { high, low } = hash64(address.toLowerCase())
    const key = high * 2097152 + (low >>> 11)
    const first = this.#lines.get(key)
    if (first !== -1) return first
    this.#lines.set(key, line)
    return null
  }
}
