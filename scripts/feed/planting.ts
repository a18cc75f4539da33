import type { NoticeCode } from '../../src/notices/catalog.js'
import type { Defect, Spot } from './defects.js'
import type { Rng } from './rng.js'

interface Plan extends Defect {
  readonly from: number
  planted: number
  next: number
}

/** Spreads the defects of one file over its lines at their rates, at uneven distances. */
export class Planting {
  readonly #plans: Plan[]
  readonly #rng: Rng

  /** @param defects none when the feed must be faultless */
  constructor(defects: readonly Defect[], rng: Rng) {
    this.#rng = rng
    // The first of each kind comes early, a few lines apart, so that a small feed has them all.
    this.#plans = defects.map((defect, index) => ({ ...defect, from: 12 + 9 * index, planted: 0, next: 0 }))
  }

  /** The defect that the line being written must carry, if one is due that may go to one of these spots. */
  take(lines: number, ...spots: readonly Spot[]): NoticeCode | null {
    for (const plan of this.#plans) {
      if (lines < plan.from || lines * plan.taux < plan.next || !spots.includes(plan.spot)) continue
      plan.planted++
      plan.next = plan.planted + this.#rng.float()
      return plan.code
    }
    return null
  }
}
