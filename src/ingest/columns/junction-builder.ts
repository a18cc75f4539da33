import { eachTrigram } from '../../text/trigram.js'
import { writeTrigrams } from './build-trigrams.js'
import type { Target } from './target.js'

/** Trigrams that can lie across the junction of two names, in both orders: two in each. */
const PER_ROW = 4
const NONE = 0xffff_ffff

/**
 * Fragments of a full name lie inside the name, inside the first name, or across the junction of both; the index of
 * the names serves the first two, this one the third, for "prénom nom" and "nom prénom".
 */
export class JunctionBuilder {
  #trigrams: Uint32Array
  #rows = 0

  constructor(rows: number) {
    this.#trigrams = new Uint32Array(rows * PER_ROW).fill(NONE)
  }

  /** The names of the next row; one without both has no junction. */
  push(nom: string, prenom: string): void {
    let at = this.#rows++ * PER_ROW
    if (nom === '' || prenom === '') return
    const take = (trigram: number): void => {
      this.#trigrams[at++] = trigram
    }
    eachTrigram(prenom.slice(-2) + nom.slice(0, 2), take)
    eachTrigram(nom.slice(-2) + prenom.slice(0, 2), take)
  }

  finish(target: Target, name: string): void {
    const trigrams = this.#trigrams
    writeTrigrams(target, name, this.#rows, (take) => {
      for (let at = 0; at < trigrams.length; at++) if (trigrams[at] !== NONE) take(at >>> 2, trigrams[at]!)
    })
    this.#trigrams = new Uint32Array(0)
  }
}
