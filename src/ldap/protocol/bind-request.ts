import { Cursor } from '../ber/cursor.js'
import { BIND_REQUEST } from './operations.js'

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
