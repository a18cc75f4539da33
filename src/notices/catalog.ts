import { CORRESPONDENCE_RULES } from './correspondence-rules.js'
import { HYGIENE_RULES } from './hygiene-rules.js'
import { IDENTITY_RULES } from './identity-rules.js'
import { MAILBOX_RULES } from './mailbox-rules.js'
import { ORGANISATION_RULES } from './organisation-rules.js'
import type { NoticeRule } from './rule.js'
import { STRUCTURE_RULES } from './structure-rules.js'
import { VALUE_RULES } from './value-rules.js'
import { WHITE_LIST_RULES } from './white-list-rules.js'

export type { NoticeRule } from './rule.js'

/**
 * Every rule of the rapport d'alimentation, in the order of the catalogue. The codes are the product's own: the ANS publishes
 * no list of its codes. A Bloquante notice refuses the line.
 */
export const CATALOG = {
  ...STRUCTURE_RULES,
  ...IDENTITY_RULES,
  ...MAILBOX_RULES,
  ...CORRESPONDENCE_RULES,
  ...ORGANISATION_RULES,
  ...VALUE_RULES,
  ...HYGIENE_RULES,
  ...WHITE_LIST_RULES,
} as const satisfies Record<string, NoticeRule>

export type NoticeCode = keyof typeof CATALOG

/** The rule of a code, widened; undefined for a code of another version of the product. */
export function ruleOf(code: string): NoticeRule | undefined {
  return Object.hasOwn(CATALOG, code) ? CATALOG[code as NoticeCode] : undefined
}

/** What was seen in a feed, and where. `code` is a key of CATALOG. */
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
