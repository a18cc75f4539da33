import { attributeType } from '../schema/attribute-types.js'
import { parseDn, type Rdn } from './parse-dn.js'

/**
 * A comparable form of a relative name: types by their short name whatever was written (alias, OID, case), values
 * without case and with single spaces, pairs in one order (RFC 4517 §4.2.15, distinguishedNameMatch).
 */
export function rdnKey(rdn: Rdn): string {
  return rdn
    .map(({ type, value }) => JSON.stringify([canonicalType(type), normaliseValue(value)]))
    .sort()
    .join('+')
}

/** The same for a whole name, null when its syntax is wrong. */
export function dnKey(text: string): string | null {
  const rdns = parseDn(text)
  return rdns === null ? null : rdns.map(rdnKey).join(',')
}

export function canonicalType(type: string): string {
  return (attributeType(type)?.names[0] ?? type).toLowerCase()
}

function normaliseValue(value: string): string {
  return value.normalize('NFC').toLowerCase().trim().replace(/\s+/g, ' ')
}
