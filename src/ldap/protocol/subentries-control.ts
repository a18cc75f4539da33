import { Cursor } from '../ber/cursor.js'
import { validate } from '../ber/validate.js'
import { LdapFault } from '../result/fault.js'
import { PROTOCOL_ERROR } from '../result/result-code.js'
import { type Control, controlOf } from './controls.js'

/** Which of subentries and other entries a search shows (RFC 3672 §3). */
export const SUBENTRIES = '1.3.6.1.4.1.4203.1.10.1'

/** @returns true for subentries alone, false for the others alone, null when the request has no such control */
export function subentriesRequest(controls: readonly Control[]): boolean | null {
  const control = controlOf(controls, SUBENTRIES)
  if (control === null) return null
  if (control.value === null || control.value.length === 0 || validate(control.value) !== 'sound') {
    throw new LdapFault(PROTOCOL_ERROR, 'Le contrôle des sous-entrées n’a pas de valeur lisible.')
  }
  const value = new Cursor(control.value)
  const visible = value.boolean()
  value.finish()
  return visible
}
