import type { Batch } from './batch.js'

/**
 * Labels that the feed gives for its codes: the product shows them when the nomenclature does not know the code.
 * The first label of a code wins.
 */
export class KnownLabels {
  readonly #seen = new Map<string, Set<string>>()

  note(batch: Batch, nomenclature: string, code: string, libelle: string): void {
    let codes = this.#seen.get(nomenclature)
    if (codes === undefined) {
      codes = new Set()
      this.#seen.set(nomenclature, codes)
    }
    if (codes.has(code)) return
    codes.add(Buffer.from(code).toString())
    if (libelle !== '') batch.libelle.push(nomenclature, code, libelle)
  }
}
