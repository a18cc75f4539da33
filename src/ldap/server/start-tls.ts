import { Cursor } from '../ber/cursor.js'
import type { Result } from '../protocol/encode-result.js'
import type { Envelope } from '../protocol/envelope.js'
import { REQUEST_NAME, START_TLS } from '../protocol/extended-request.js'
import { EXTENDED_REQUEST } from '../protocol/operations.js'
import * as code from '../protocol/result-code.js'

/** State of a connection when it is asked for TLS. */
export interface Standing {
  readonly secure: boolean
  /** No earlier request waits for its answer. */
  readonly idle: boolean
}

export function asksForTls({ operation, body }: Envelope): boolean {
  if (operation !== EXTENDED_REQUEST) return false
  const request = new Cursor(body).enter(EXTENDED_REQUEST)
  return request.tag === REQUEST_NAME && request.looseText(REQUEST_NAME) === START_TLS
}

/** Whether TLS may start now (RFC 4511 §4.14.1). */
export function startTlsResult({ secure, idle }: Standing): Result {
  const refused = secure
    ? 'La connexion est déjà protégée par TLS.'
    : idle
      ? null
      : 'TLS ne peut pas commencer tant qu’une opération est en cours.'
  return refused === null
    ? { code: code.SUCCESS, responseName: START_TLS }
    : { code: code.OPERATIONS_ERROR, message: refused, responseName: START_TLS }
}
