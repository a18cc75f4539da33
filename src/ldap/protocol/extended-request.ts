import { Cursor } from '../ber/cursor.js'
import { EXTENDED_REQUEST } from './operations.js'

/** "Who am I?" (RFC 4532). */
export const WHO_AM_I = '1.3.6.1.4.1.4203.1.11.3'

/** StartTLS (RFC 4511 §4.14). */
export const START_TLS = '1.3.6.1.4.1.1466.20037'

export const REQUEST_NAME = 0x80

/** @returns the OID of the extended operation (RFC 4511 §4.12); its value is not read, nothing here has one */
export function decodeExtendedRequest(body: Buffer): string {
  return new Cursor(body).enter(EXTENDED_REQUEST).text(REQUEST_NAME)
}
