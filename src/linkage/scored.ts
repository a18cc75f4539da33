import type { FieldComparison } from './matches.js'
import type { Weighed } from './weighing.js'

/** A candidate whose fields were compared, and how likely it is among the others. */
export interface Scored {
  readonly weighed: Weighed
  readonly score: number
  readonly comparison: readonly FieldComparison[]
}

/** What keeps a candidate from being certain, however likely it is. */
export type Doubt = 'homonymes' | 'nom' | 'rien-d-autre' | 'lieu' | 'situation' | 'score' | 'inacheve'
