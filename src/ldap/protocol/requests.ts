import { Cursor } from '../ber/cursor.js'
import { SEQUENCE } from '../ber/tags.js'
import { ABANDON_REQUEST, BIND_REQUEST, COMPARE_REQUEST, EXTENDED_REQUEST } from './operations.js'

const SIMPLE = 0x80
const SASL = 0xa3

export interface BindRequest {
  readonly version: number
  readonly name: string
  readonly method: 'simple' | 'sasl' | 'unknown'
  /** Password of a simple bind, else empty. */
  readonly password: string
}

/** BindRequest of RFC 4511 §4.2. */
export function decodeBindRequest(body: Buffer): BindRequest {
  const request = new Cursor(body).enter(BIND_REQUEST)
  const version = request.integer()
  const name = request.text()
  if (request.tag === SIMPLE) return { version, name, method: 'simple', password: request.text(SIMPLE) }
  return { version, name, method: request.tag === SASL ? 'sasl' : 'unknown', password: '' }
}

export interface CompareRequest {
  readonly entry: string
  readonly attribute: string
  readonly value: string | null
}

/** CompareRequest of RFC 4511 §4.10. */
export function decodeCompareRequest(body: Buffer): CompareRequest {
  const request = new Cursor(body).enter(COMPARE_REQUEST)
  const entry = request.text()
  const assertion = request.enter(SEQUENCE)
  const attribute = assertion.text()
  const value = assertion.looseText()
  assertion.finish()
  return { entry, attribute, value }
}

/** @returns the number of the message to abandon (RFC 4511 §4.11) */
export function decodeAbandonRequest(body: Buffer): number {
  return new Cursor(body).integer(ABANDON_REQUEST)
}

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
