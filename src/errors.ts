/**
 * The only error class that crosses folders. `code` is stable and is mapped once to an HTTP status, once to an LDAP
 * result code and once to an exit code; `message` is French and is shown to the user as it is.
 */
export type ErrorCode =
  /** A parameter or filter breaks a rule of the search contract. */
  | 'CRITERE_INVALIDE'
  /** The search is understood but cannot be answered within bounds. */
  | 'RECHERCHE_TROP_LARGE'
  | 'INTROUVABLE'
  /** What is asked has been forgotten: the caller has to start again. */
  | 'PERIME'
  /** Nothing is published yet, or the published generation cannot be read. */
  | 'INDISPONIBLE'
  | 'NON_AUTORISE'
  /** A feed as a whole is refused; nothing published changes. */
  | 'ALIMENTATION_REFUSEE'
  | 'CONFIGURATION_INVALIDE'
  | 'USAGE'

export interface ErrorDetails {
  /** Parameter, column or option at fault. */
  readonly parametre?: string
  /** The rule that was broken, in French. */
  readonly regle?: string
  /** The value found, cut at 200 characters. */
  readonly valeur?: string
}

/** Characters of a name or a value that an error repeats. */
const MOST_SHOWN = 200
const CONTROLS = /\p{Cc}/gu

/** One fault of what somebody gave, or did not: name and value are cut, and hold nothing that could not be printed. */
export function fault(parametre: string, regle: string, valeur?: string): ErrorDetails {
  return { parametre: shown(parametre), regle, ...(valeur !== undefined && { valeur: shown(valeur) }) }
}

function shown(text: string): string {
  return text.slice(0, MOST_SHOWN).toWellFormed().replace(CONTROLS, '\ufffd')
}

export class AnnuaireError extends Error {
  readonly code: ErrorCode
  readonly details: readonly ErrorDetails[]

  constructor(code: ErrorCode, message: string, details: readonly ErrorDetails[] = [], options?: ErrorOptions) {
    super(message, options)
    this.name = 'AnnuaireError'
    this.code = code
    this.details = details
  }
}
