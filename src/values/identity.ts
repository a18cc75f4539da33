import { createHash, hash } from 'node:crypto'
import { foldAddress } from './address.js'
import { NATIONAL } from './national.js'

/**
 * What stays of a record while all that it says changes: its number, or its address and source. The text is the name that LDAP
 * gives it in a default install, in comparable form (ldap/dn/name-key.ts), so that its UUID is the same whatever the roots.
 */
export type Identity = string

/** No address that is read holds a quote or a backslash. */
export function mailboxIdentity(address: string, source: string): Identity {
  const under = source === NATIONAL ? '' : ',["ou","regional"]'
  return `["mail","${foldAddress(address)}"],["ou","${source}"]${under},["dc","mssante"],["dc","fr"]`
}

export function professionalIdentity(identifiant: string): Identity {
  return `["employeenumber","${identifiant.toLowerCase()}"],["ou","professionnels"],["dc","rpps"],["dc","fr"]`
}

/** A UUID that stays as RFC 4530 asks: made of an identity, like a version 5 UUID (RFC 9562 §5.5). */
export function uuidOf(identity: Identity): string {
  const bytes = createHash('sha1').update(hashed(identity)).digest()
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The first 32 bits of the UUID of an identity, which its version leaves as they are: enough to find a record by it. */
export function uuidStart(identity: Identity): number {
  // As a text: a buffer for each of two million records takes twice as long.
  const bytes = hash('sha1', hashed(identity), 'binary')
  return (
    ((bytes.charCodeAt(0) << 24) | (bytes.charCodeAt(1) << 16) | (bytes.charCodeAt(2) << 8) | bytes.charCodeAt(3)) >>> 0
  )
}

function hashed(identity: Identity): string {
  return `annuaire:${identity}`
}
