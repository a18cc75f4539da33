import { Cursor } from '../ber/cursor.js'
import { SEQUENCE } from '../ber/tags.js'
import { COMPARE_REQUEST } from './operations.js'

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
