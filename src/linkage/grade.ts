import { fold } from '../text/fold.js'
import type { Asked } from './asked.js'
import { comparisonOf } from './comparison.js'
import type { Certitude, FieldComparison, MatchCandidate, Matches } from './matches.js'
import { SCORE } from './model.js'
import type { AskedField } from './person-asked.js'
import { ruleOf } from './rule.js'
import type { Doubt, Scored } from './scored.js'
import type { Unseen, Weighed, Workplace } from './weighing.js'

/** Candidates shown. */
const MOST_CANDIDATES = 10

export interface Found {
  readonly weighed: readonly Weighed[]
  readonly unseen: Unseen
  /** Nobody gave up before all had been looked at. */
  readonly isWhole: boolean
}

/** Grades and orders candidates: their odds, and those of nobody, become probabilities. */
export function graded(asked: Asked, { weighed, unseen, isWhole }: Found): Matches {
  const total = 1 + unseen.odds + weighed.reduce((sum, { odds }) => sum + odds, 0)
  const scored = weighed
    .filter(({ odds }) => odds / total >= SCORE.shown)
    .sort((one, other) => other.odds - one.odds || one.rang - other.rang)
    .map((one): Scored => ({ weighed: one, score: one.odds / total, comparison: comparisonOf(asked, one) }))
  const shown = scored.slice(0, MOST_CANDIDATES)
  const rivals = homonyms(scored)
  const candidats = shown.map((one, at) =>
    candidate(one, at > 0 ? 'score' : isWhole ? doubtOf(asked, one, rivals) : 'inacheve'),
  )
  return {
    certitude: candidats[0]?.certitude ?? null,
    candidats,
    autres: candidats.length === 0 ? 0 : scored.length - shown.length + unseen.count,
  }
}

function candidate(scored: Scored, doubt: Doubt | null): MatchCandidate {
  const { weighed, score, comparison } = scored
  const certitude: Certitude = doubt === null ? 'certaine' : score >= SCORE.probable ? 'probable' : 'possible'
  const { regle, explication } = ruleOf(scored, doubt)
  return {
    identifiant: weighed.person.identifiant,
    professionnel: weighed.person,
    // Nothing is certain to the last digit.
    score: Math.min(0.9999, Math.round(score * 1e4) / 1e4),
    certitude,
    regle,
    explication,
    comparaison: comparison,
  }
}

const NAME_FIELDS: ReadonlySet<AskedField> = new Set(['nom', 'nomNaissance', 'prenom'])

/** Why a candidate is not certain; null when it is. */
function doubtOf(asked: Asked, { weighed, score, comparison }: Scored, rivals: readonly Scored[]): Doubt | null {
  if (rivals.length > 0) return 'homonymes'
  const { names, workplace, profession } = weighed
  if (names.surname === null || names.firstName === null) return 'nom'
  if (asked.place !== null && !isThere(workplace)) return 'lieu'
  if (profession.verdict === 'different') return 'situation'
  const agrees = comparison.some(({ champ, verdict }) => !NAME_FIELDS.has(champ) && isAgreement(verdict))
  if (!agrees) return 'rien-d-autre'
  const hasPlace = asked.place !== null || workplace?.own?.verdict === 'identique'
  return score < (hasPlace ? SCORE.certaine : SCORE.certaineAnywhere) ? 'score' : null
}

/** The city that was asked, or the département when no more was, or the structure: a namesake elsewhere may well be meant. */
function isThere(workplace: Workplace | null): boolean {
  if (workplace === null) return false
  if (workplace.own?.verdict === 'identique') return true
  const { level, isAskedCity } = workplace.place!
  return level === 'voie' || level === 'commune' || (level === 'departement' && !isAskedCity)
}

/**
 * Others of the same name and first name as the best, with whom all agrees that agrees with the best, and from whom nothing
 * that was asked differs: a likelihood must not decide between them.
 */
function homonyms([best, ...others]: readonly Scored[]): readonly Scored[] {
  if (best === undefined) return []
  const key = nameKey(best)
  return others.filter((one) => nameKey(one) === key && fitsAsWell(one, best))
}

function nameKey({ weighed }: Scored): string {
  return `${fold(weighed.person.nom)}\n${fold(weighed.person.prenom)}`
}

function fitsAsWell({ comparison }: Scored, best: Scored): boolean {
  return comparison.every(
    ({ verdict }, at) =>
      isAgreement(verdict) || (verdict !== 'different' && !isAgreement(best.comparison[at]!.verdict)),
  )
}

function isAgreement(verdict: FieldComparison['verdict']): boolean {
  return verdict === 'identique' || verdict === 'proche'
}
