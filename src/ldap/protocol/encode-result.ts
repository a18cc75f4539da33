import { ENUMERATED, OCTET_STRING, SEQUENCE } from '../ber/tags.js'
import { BerWriter } from '../ber/writer.js'
import type { Control } from './controls.js'
import { EXTENDED_RESPONSE } from './operations.js'

const DISCONNECTION = '1.3.6.1.4.1.1466.20036'
const CONTROLS = 0xa0
const RESPONSE_NAME = 0x8a
const RESPONSE_VALUE = 0x8b

export interface Result {
  readonly code: number
  readonly matchedDn?: string
  /** French, for the person in front of the client. */
  readonly message?: string
  readonly controls?: readonly Control[]
  readonly responseName?: string
  readonly responseValue?: string
}

/** Writes a message that carries an LDAPResult (RFC 4511 §4.1.9). */
export function writeResult(writer: BerWriter, id: number, response: number, result: Result): void {
  const message = writer.begin(SEQUENCE)
  writer.integer(id)
  const operation = writer.begin(response)
  writer.integer(result.code, ENUMERATED)
  writer.text(result.matchedDn ?? '')
  writer.text(result.message ?? '')
  if (result.responseName !== undefined) writer.text(result.responseName, RESPONSE_NAME)
  if (result.responseValue !== undefined) writer.text(result.responseValue, RESPONSE_VALUE)
  writer.end(operation)
  if (result.controls !== undefined && result.controls.length > 0) writeControls(writer, result.controls)
  writer.end(message)
}

export function encodeResult(id: number, response: number, result: Result): Buffer {
  const writer = shared
  writeResult(writer, id, response, result)
  return writer.take()
}

/** Notice of Disconnection (RFC 4511 §4.4.1): an extended response that answers nothing, hence number 0. */
export function encodeDisconnection(code: number, message: string): Buffer {
  return encodeResult(0, EXTENDED_RESPONSE, { code, message, responseName: DISCONNECTION })
}

function writeControls(writer: BerWriter, controls: readonly Control[]): void {
  const list = writer.begin(CONTROLS)
  for (const { type, critical, value } of controls) {
    const control = writer.begin(SEQUENCE)
    writer.text(type, OCTET_STRING)
    // DER habits: the default, false, is not written.
    if (critical) writer.boolean(true, 0x01)
    if (value !== null) writer.octets(value)
    writer.end(control)
  }
  writer.end(list)
}

// One writer for all: encoding never waits, so that two answers cannot mix.
const shared = new BerWriter()
