import { LdapFault } from '../result/fault.js'
import { PROTOCOL_ERROR } from '../result/result-code.js'
import { type Control, controlOf, refuseValue } from './controls.js'

/** The entry itself and no copy of it, please (RFC 6171): nothing here is a copy of another directory. */
export const DONT_USE_COPY = '1.3.6.1.1.22'

/** @throws LdapFault protocolError when it is not critical, or has a value (RFC 6171 §3) */
export function checkDontUseCopy(controls: readonly Control[]): void {
  const control = controlOf(controls, DONT_USE_COPY)
  refuseValue(control)
  if (control !== null && !control.critical) {
    throw new LdapFault(PROTOCOL_ERROR, `Le contrôle ${DONT_USE_COPY} est toujours critique.`)
  }
}
