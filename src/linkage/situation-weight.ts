import type { Professionnel } from '../resources/person.js'
import type { Asked } from './asked.js'
import type { Verdict } from './matches.js'
import { SITUATION } from './model.js'
import type { Shares } from './shares.js'

export interface CodeAgreement {
  readonly verdict: Verdict
  readonly ratio: number
  /** Label of what is held, or its code. */
  readonly held: string | null
}

const NOTHING_ASKED: CodeAgreement = { verdict: 'absent', ratio: 1, held: null }

export function professionAgreement({ profession }: Asked, held: Professionnel, shares: Shares): CodeAgreement {
  if (profession === null || held.professions.length === 0) return NOTHING_ASKED
  const same = held.professions.find(({ code }) => code === profession)
  const shown = same ?? held.professions[0]!
  return {
    verdict: same === undefined ? 'different' : 'identique',
    ratio: same === undefined ? SITUATION.otherProfession : SITUATION.profession / shares.of('profession', profession),
    held: shown.libelle ?? shown.code,
  }
}

export function specialiteAgreement({ specialite }: Asked, held: Professionnel, shares: Shares): CodeAgreement {
  if (specialite === null) return NOTHING_ASKED
  if (held.savoirFaire.length === 0) return { ...NOTHING_ASKED, ratio: SITUATION.noSpecialite }
  const same = held.savoirFaire.find(({ code }) => code === specialite)
  const shown = same ?? held.savoirFaire[0]!
  return {
    verdict: same === undefined ? 'different' : 'identique',
    ratio: same === undefined ? SITUATION.otherSpecialite : SITUATION.specialite / shares.of('specialite', specialite),
    held: shown.libelle ?? shown.code,
  }
}
