import { hasTable, label } from '../nomenclature/index.js'
import { readCode } from '../values/index.js'

export interface KnownCode {
  /** null when the cell holds none. */
  readonly code: string | null
  readonly repaired: string | null
  readonly fault: string | null
  /** The nomenclature exists and lacks the code. */
  readonly unknown: boolean
}

/** What was written for codes, each read once: a feed repeats the same few by the million. */
export class KnownCodes {
  readonly #tables = new Map<string, Map<string, KnownCode>>()

  /** @returns the code, and whether this way of writing it is met for the first time */
  read(nomenclature: string, written: string): { readonly known: KnownCode; readonly isNew: boolean } {
    let codes = this.#tables.get(nomenclature)
    if (codes === undefined) {
      codes = new Map()
      this.#tables.set(nomenclature, codes)
    }
    const met = codes.get(written)
    if (met !== undefined) return { known: met, isNew: false }
    const isKnown = (code: string) => label(nomenclature, code) !== null
    const { value, repaired, fault } = readCode(written, isKnown)
    const unknown = value !== null && hasTable(nomenclature) && !isKnown(value)
    // A copy of the key: a cell may keep the whole chunk of the file that it was read in alive.
    const known = { code: value === null ? null : Buffer.from(value).toString(), repaired, fault, unknown }
    codes.set(Buffer.from(written).toString(), known)
    return { known, isNew: true }
  }
}
