import { Cursor } from '../ber/cursor.js'
import { SEQUENCE } from '../ber/tags.js'
import { LdapFault } from '../result/fault.js'
import { PROTOCOL_ERROR } from '../result/result-code.js'
import { type Control, decodeControls } from './controls.js'
import { RESPONSE_OF } from './operations.js'

const CONTROLS = 0xa0

/** An LDAPMessage (RFC 4511 §4.1.1) whose operation is not decoded yet. */
export interface Envelope {
  readonly id: number
  readonly operation: number
  /** The protocolOp element, header included. */
  readonly body: Buffer
  /** The controls element, null when there is none. */
  readonly controls: Buffer | null
}

/**
 * @throws LdapFault when the message cannot be told apart from noise: the session must end (RFC 4511 §4.1.1)
 */
export function readEnvelope(frame: Buffer): Envelope {
  const message = new Cursor(frame).enter(SEQUENCE)
  const id = message.integer()
  // RFC 4511 §4.1.1.1: zero is kept for unsolicited notifications.
  if (id <= 0) throw new LdapFault(PROTOCOL_ERROR, 'Le numéro d’un message doit être supérieur à zéro.')
  const operation = message.tag
  if (!RESPONSE_OF.has(operation)) throw new LdapFault(PROTOCOL_ERROR, 'Opération inconnue.')
  const body = message.element()
  const controls = message.tag === CONTROLS ? message.element() : null
  return { id, operation, body, controls }
}

/** @throws LdapFault protocolError, which belongs to this one operation */
export function readControls(envelope: Envelope): readonly Control[] {
  return envelope.controls === null ? [] : decodeControls(new Cursor(envelope.controls).enter(CONTROLS))
}
