import { type Control, controlOf, refuseValue } from './controls.js'

/** No referrals to other servers, please (Active Directory's LDAP_SERVER_DOMAIN_SCOPE): there are none here. */
export const DOMAIN_SCOPE = '1.2.840.113556.1.4.1339'

/** @throws LdapFault protocolError when it has a value */
export function checkDomainScope(controls: readonly Control[]): void {
  refuseValue(controlOf(controls, DOMAIN_SCOPE))
}
