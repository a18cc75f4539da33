import { PairWriter } from '../../columns/pair-writer.js'
import type { Target } from '../../columns/target.js'
import { foldTelephone } from '../../text/fold-telephone.js'

/** Telephone numbers of rows, found whole, by their start or by what lies inside. */
export class TelephoneBuilder {
  readonly #pairs: PairWriter

  constructor(name: string) {
    this.#pairs = new PairWriter(name)
  }

  /** Rows come in ascending order. @param numbers one per line, '' for none */
  add(row: number, numbers: string): void {
    if (numbers === '') return
    for (const number of numbers.split('\n')) {
      const folded = foldTelephone(number)
      if (folded !== '') this.#pairs.add(row, folded)
    }
  }

  finish(target: Target): void {
    this.#pairs.finish(target, true)
  }
}
