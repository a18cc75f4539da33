import { Cursor } from '../ber/cursor.js'
import { SEQUENCE } from '../ber/tags.js'
import { validate } from '../ber/validate.js'
import { BerWriter } from '../ber/writer.js'
import { LdapFault } from '../result/fault.js'
import { PROTOCOL_ERROR } from '../result/result-code.js'
import type { Control } from './controls.js'

/** Simple paged results (RFC 2696). */
export const PAGED_RESULTS = '1.2.840.113556.1.4.319'

export interface PagedRequest {
  /** Entries per page; 0 with a cookie gives the search up. */
  readonly size: number
  readonly cookie: Buffer
}

/**
 * realSearchControlValue ::= SEQUENCE { size INTEGER, cookie OCTET STRING }
 * @returns null when the request has no such control
 */
export function pagedRequest(controls: readonly Control[]): PagedRequest | null {
  const control = controls.find(({ type }) => type === PAGED_RESULTS)
  if (control === undefined) return null
  if (control.value === null || control.value.length === 0 || validate(control.value) !== 'sound') {
    throw new LdapFault(PROTOCOL_ERROR, 'Le contrôle de pagination n’a pas de valeur lisible.')
  }
  const value = new Cursor(control.value).enter(SEQUENCE)
  const size = value.integer()
  const cookie = value.octets()
  if (size < 0) throw new LdapFault(PROTOCOL_ERROR, 'La taille de page est négative.')
  return { size, cookie }
}

/** The response control; its size is an estimate of the whole answer, 0 when unknown. */
export function pagedResponse(cookie: Buffer): Control {
  const writer = new BerWriter(128)
  const sequence = writer.begin(SEQUENCE)
  writer.integer(0)
  writer.octets(cookie)
  writer.end(sequence)
  return { type: PAGED_RESULTS, critical: false, value: writer.take() }
}
