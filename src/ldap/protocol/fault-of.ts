import { AnnuaireError, type ErrorCode } from '../../errors.js'
import { Overloaded } from '../../serving/overloaded.js'
import { LdapFault } from '../result/fault.js'
import * as code from '../result/result-code.js'

/** The one place where the product's errors become LDAP result codes. */
const CODES: Readonly<Record<ErrorCode, number>> = {
  CRITERE_INVALIDE: code.UNWILLING_TO_PERFORM,
  RECHERCHE_TROP_LARGE: code.ADMIN_LIMIT_EXCEEDED,
  INTROUVABLE: code.NO_SUCH_OBJECT,
  PERIME: code.OTHER,
  INDISPONIBLE: code.UNAVAILABLE,
  NON_AUTORISE: code.INSUFFICIENT_ACCESS_RIGHTS,
  ALIMENTATION_REFUSEE: code.OTHER,
  CONFIGURATION_INVALIDE: code.OTHER,
  USAGE: code.OTHER,
}

/** Turns anything thrown into a result. What was not foreseen says nothing of the inside to the client. */
export function faultOf(error: unknown): LdapFault {
  if (error instanceof LdapFault) return error
  if (error instanceof Overloaded) return new LdapFault(code.BUSY, error.message)
  if (error instanceof AnnuaireError) return new LdapFault(CODES[error.code], error.message)
  return new LdapFault(code.OTHER, 'Erreur interne de l’annuaire.')
}
