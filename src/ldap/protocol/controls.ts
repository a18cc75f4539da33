import type { Cursor } from '../ber/cursor.js'
import { BOOLEAN, OCTET_STRING, SEQUENCE } from '../ber/tags.js'
import { LdapFault } from '../result/fault.js'
import { ADMIN_LIMIT_EXCEEDED, PROTOCOL_ERROR, UNAVAILABLE_CRITICAL_EXTENSION } from '../result/result-code.js'

/** Treats referrals as entries (RFC 3296); there are none here, so that every operation obeys it as it is. */
export const MANAGE_DSA_IT = '2.16.840.1.113730.3.4.2'

/** More than the protocol has ever had. */
const MOST_CONTROLS = 50

export interface Control {
  readonly type: string
  readonly critical: boolean
  readonly value: Buffer | null
}

/** Controls ::= SEQUENCE OF Control (RFC 4511 §4.1.11). */
export function decodeControls(list: Cursor): Control[] {
  const controls: Control[] = []
  while (list.more) {
    if (controls.length === MOST_CONTROLS) {
      throw new LdapFault(ADMIN_LIMIT_EXCEEDED, `La requête a plus de ${MOST_CONTROLS} contrôles.`)
    }
    const control = list.enter(SEQUENCE)
    const type = control.text()
    const critical = control.tag === BOOLEAN ? control.boolean() : false
    const value = control.tag === OCTET_STRING ? control.octets() : null
    control.finish()
    controls.push({ type, critical, value })
  }
  return controls
}

/** @returns the first control of a kind, null when the request has none */
export function controlOf(controls: readonly Control[], type: string): Control | null {
  return controls.find((one) => one.type === type) ?? null
}

/** @throws LdapFault protocolError when a control without a value has one */
export function refuseValue(control: Control | null): void {
  if (control === null || control.value === null) return
  throw new LdapFault(PROTOCOL_ERROR, `Le contrôle ${control.type} n’a pas de valeur.`)
}

/**
 * A critical control that the operation does not know stops it; any other is ignored (RFC 4511 §4.1.11).
 * @throws LdapFault unavailableCriticalExtension
 */
export function refuseUnknown(controls: readonly Control[], known: readonly string[]): void {
  const unknown = controls.find(({ type, critical }) => critical && type !== MANAGE_DSA_IT && !known.includes(type))
  if (unknown === undefined) return
  throw new LdapFault(
    UNAVAILABLE_CRITICAL_EXTENSION,
    `Le contrôle critique ${unknown.type.slice(0, 100)} n’est pas pris en charge.`,
  )
}
