import { Cursor } from '../ber/cursor.js'
import { EXTENDED_REQUEST } from './operations.js'

/** "Who am I?" (RFC 4532). */
export const WHO_AM_I = '1.3.6.1.4.1.4203.1.11.3'

/** StartTLS (RFC 4511 §4.14). */
export const START_TLS = '1.3.6.1.4.1.1466.20037'

const REQUEST_NAME = 0x80
const REQUEST_VALUE = 0x81

export interface ExtendedRequest {
  /** OID of the operation. */
  readonly name: string
  /** Its value is not read: no operation here has one. */
  readonly hasValue: boolean
}

/** ExtendedRequest of RFC 4511 §4.12. */
export function decodeExtendedRequest(body: Buffer): ExtendedRequest {
  const request = new Cursor(body).enter(EXTENDED_REQUEST)
  return { name: request.text(REQUEST_NAME), hasValue: request.tag === REQUEST_VALUE }
}

/** Whether a request, well formed or not, names StartTLS. */
export function namesStartTls(body: Buffer): boolean {
  const request = new Cursor(body).enter(EXTENDED_REQUEST)
  return request.tag === REQUEST_NAME && request.looseText(REQUEST_NAME) === START_TLS
}
