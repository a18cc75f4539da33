import { Cursor } from '../ber/cursor.js'
import { validate } from '../ber/validate.js'
import { LdapFault } from '../result/fault.js'
import { ADMIN_LIMIT_EXCEEDED, PROTOCOL_ERROR } from '../result/result-code.js'
import { type Control, controlOf } from './controls.js'
import { decodeFilter } from './decode-filter.js'
import type { Filter } from './filter.js'

/** A condition on the entry that a request names (RFC 4528): the request is answered where it is true, and only there. */
export const ASSERTION = '1.3.6.1.1.12'

export interface Assertion {
  readonly filter: Filter
  /** Bytes that it was written in. */
  readonly length: number
}

/** @returns null when the request has no such control */
export function assertionRequest(controls: readonly Control[]): Assertion | null {
  const control = controlOf(controls, ASSERTION)
  if (control === null) return null
  const { value } = control
  const verdict = value === null || value.length === 0 ? 'malformed' : validate(value)
  if (verdict === 'too complex') throw new LdapFault(ADMIN_LIMIT_EXCEEDED, 'L’assertion a trop d’éléments.')
  if (value === null || verdict === 'malformed') {
    throw new LdapFault(PROTOCOL_ERROR, 'Le contrôle d’assertion n’a pas de valeur lisible.')
  }
  const from = new Cursor(value)
  const filter = decodeFilter(from)
  from.finish()
  return { filter, length: value.length }
}
