import { readLine } from '../values/index.js'
import type { Batch } from './batch.js'

/** Characters of a label that are kept; the longest of the nomenclatures has 137. */
const LONGEST = 300

/**
 * Labels that the feed gives for its codes: the product shows them when the nomenclature does not know the code.
 * The first label of a code wins.
 */
export class KnownLabels {
  readonly #seen = new Map<string, Map<string, string>>()

  note(batch: Batch, nomenclature: string, code: string, written: string): void {
    let codes = this.#seen.get(nomenclature)
    if (codes === undefined) {
      codes = new Map()
      this.#seen.set(nomenclature, codes)
    }
    if (written === '' || codes.has(code)) return
    const libelle = (readLine(written.slice(0, LONGEST).toWellFormed()).value ?? '').slice(0, LONGEST)
    codes.set(Buffer.from(code).toString(), Buffer.from(libelle).toString())
    if (libelle !== '') batch.libelle.push(nomenclature, code, libelle)
  }

  /** @returns null when the feed gave none */
  of(nomenclature: string, code: string): string | null {
    return this.#seen.get(nomenclature)?.get(code) || null
  }
}
