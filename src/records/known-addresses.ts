import { hash64 } from '../text/hash.js'
import { foldAddress } from '../values/index.js'
import { KeyTable } from './key-table.js'

/** Line on which each address of one source was kept, whatever its case. A refused line takes no address. */
export class KnownAddresses {
  readonly #lines = new KeyTable(1 << 16)

  /** @returns the line that has the address; null when none was kept so far */
  lineOf(address: string): number | null {
    const line = this.#lines.get(keyOf(address))
    return line === -1 ? null : line
  }

  /** Notes the address of a line that is loaded, published or not. */
  take(address: string, line: number): void {
    this.#lines.set(keyOf(address), line)
  }
}

function keyOf(address: string): number {
  const { high, low } = hash64(foldAddress(address))
  return high * 2097152 + (low >>> 11)
}
