import type { NoticeCode } from './catalog.js'

/** Words of the rapport d'alimentation: what carries a Bloquante notice is not published. */
export type Severity = 'Bloquante' | 'Avertissement' | 'Information'

/** What was seen in a feed, and where. `code` is a key of catalog.ts. */
export interface Notice {
  readonly code: NoticeCode
  /** Line in the file, the header being line 1; 0 when the whole file is meant. */
  readonly ligne: number
  /** Name of the column as the file spells it; null when the line as a whole is meant. */
  readonly colonne: string | null
  /** Value found, cut at 200 characters; null when it must not be shown (liste rouge). */
  readonly valeur: string | null
  /** What this case adds to the rule's own text, in French. */
  readonly detail: string | null
}

/** A declared rule: every notice of the report refers to one. */
export interface NoticeRule {
  readonly severite: Severity
  /** Short name shown in tables, in French. */
  readonly titre: string
  /** What was expected and why, in French. */
  readonly attendu: string
  /**
   * Who reads such notices line by line; everybody counts them. `source`: they tell that a line is hidden, which is told to
   * accounts of the regional source that hides it. `administrateur`: they tell of what another source hides.
   */
  readonly reserve?: 'source' | 'administrateur'
}
