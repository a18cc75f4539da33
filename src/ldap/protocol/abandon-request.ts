import { Cursor } from '../ber/cursor.js'
import { ABANDON_REQUEST } from './operations.js'

/** @returns the number of the message to abandon (RFC 4511 §4.11) */
export function decodeAbandonRequest(body: Buffer): number {
  return new Cursor(body).integer(ABANDON_REQUEST)
}
