import type { Professionnel, Structure } from '../resources/person.js'
import type { Asked } from './asked.js'
import { ABSENT, PLACE, STRUCTURE } from './model.js'
import type { NamesAgreement, NamesComparison } from './names-weight.js'
import { type PlaceAgreement, placeAgreement } from './place-weight.js'
import type { Shares } from './shares.js'
import { type CodeAgreement, professionAgreement, specialiteAgreement } from './situation-weight.js'
import { type StructureAgreement, structureAgreement } from './structure-weight.js'
import { writtenName } from './written-name.js'

/** Where somebody works, beside what was asked. */
export interface Workplace {
  readonly structure: Structure
  readonly place: PlaceAgreement | null
  readonly own: StructureAgreement | null
}

/** A candidate, and what each comparison gave. */
export interface Weighed {
  readonly rang: number
  readonly person: Professionnel
  readonly names: NamesAgreement
  /** The activity that fits best; null when none has a structure, or nothing of it was asked. */
  readonly workplace: Workplace | null
  readonly profession: CodeAgreement
  readonly specialite: CodeAgreement
  /** Against the question being about somebody whom the directory does not hold. */
  readonly odds: number
}

/** People whom no candidate stands for, each as likely as those of the same block that were looked at. */
export interface Unseen {
  readonly count: number
  /** Of all of them together. */
  readonly odds: number
}

/** Activities that are compared, of who has very many. */
const MOST_ACTIVITIES = 40

/** Fellegi and Sunter's sum of weights, as a product of ratios: what agrees counts by how rare it is. */
export class Scale {
  readonly #asked: Asked
  readonly #names: NamesComparison
  readonly #shares: Shares
  readonly #prior: number

  constructor(asked: Asked, names: NamesComparison, shares: Shares) {
    this.#asked = asked
    this.#names = names
    this.#shares = shares
    this.#prior = (1 - ABSENT) / (ABSENT * shares.people)
  }

  weigh(rang: number, person: Professionnel): Weighed {
    const names = this.#names.with(writtenName(person.nom), writtenName(person.prenom))
    const { ratio, best } = this.#workplaces(person)
    const profession = professionAgreement(this.#asked, person, this.#shares)
    const specialite = specialiteAgreement(this.#asked, person, this.#shares)
    const odds = this.#prior * names.ratio * ratio * profession.ratio * specialite.ratio
    return { rang, person, names, workplace: best, profession, specialite, odds }
  }

  /** Each activity is as likely to be the one that was asked: the ratio is that of their mean. */
  #workplaces({ activites }: Professionnel): { readonly ratio: number; readonly best: Workplace | null } {
    const { place, structure: wanted } = this.#asked
    if (place === null && wanted === null) return { ratio: 1, best: null }
    let sum = 0
    let count = 0
    let best: Workplace | null = null
    let bestRatio = -1
    for (const { structure } of activites.slice(0, MOST_ACTIVITIES)) {
      if (structure === null) continue
      const workplace: Workplace = {
        structure,
        place: place === null ? null : placeAgreement(place, structure.adresse, this.#shares),
        own: wanted === null ? null : structureAgreement(wanted, structure, this.#shares),
      }
      const ratio = ratioOf(workplace)
      sum += ratio
      count++
      if (ratio <= bestRatio) continue
      best = workplace
      bestRatio = ratio
    }
    return { ratio: count === 0 ? PLACE.nowhere : sum / count, best }
  }
}

/** A structure has one place: where both agree they say the same thing twice. */
function ratioOf({ place, own }: Workplace): number {
  if (place === null || own === null) return (place ?? own)!.ratio
  const together = place.level === 'voie' || place.level === 'commune'
  return place.ratio * (together ? Math.min(own.ratio, STRUCTURE.beside) : own.ratio)
}
