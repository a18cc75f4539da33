import type { CERTITUDES, VERDICTS } from '../resources/matches.js'
import type { Professionnel } from '../resources/person.js'
import type { AskedField } from './person-asked.js'

/** How sure it is that a candidate is the person sought (README.md here, *Grades*). */
export type Certitude = (typeof CERTITUDES)[number]

/**
 * What comparing one field gave: `absent`, the directory says nothing of it for this person; `incompris`, what was asked could
 * not be read and counted for nothing.
 */
export type Verdict = (typeof VERDICTS)[number]

export interface FieldComparison {
  readonly champ: AskedField
  /** As it was asked. */
  readonly demande: string
  /** What the directory holds; of several activities, what fits best. */
  readonly trouve: string | null
  readonly verdict: Verdict
  /** In what way it is close, in French: « faute de frappe », « initiale »; null when there is nothing to say. */
  readonly precision: string | null
}

export interface MatchCandidate {
  readonly identifiant: string
  /** As the reader may see it. */
  readonly professionnel: Professionnel
  /** Probability that this is the person sought, 0 to 1; those of all candidates add up to 1 at most. */
  readonly score: number
  readonly certitude: Certitude
  /** Stable name of the rule that decided, such as `nom-prenom-voie`. */
  readonly regle: string
  /** The same in French, with what kept it from being surer. */
  readonly explication: string
  /** Every field that was asked, in the order of PersonAsked. */
  readonly comparaison: readonly FieldComparison[]
}

export interface Matches {
  /** That of the first candidate; null when nobody fits. */
  readonly certitude: Certitude | null
  /** Best first. */
  readonly candidats: readonly MatchCandidate[]
  /** Others who fit and are not shown; the least number there is when too many were found to look at each. */
  readonly autres: number
}
