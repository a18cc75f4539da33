import type { Result } from '../protocol/encode-result.js'
import type { Envelope } from '../protocol/envelope.js'
import { EXTENDED_REQUEST } from '../protocol/operations.js'
import { decodeExtendedRequest, namesStartTls, START_TLS } from '../protocol/requests.js'
import * as code from '../result/result-code.js'

/** State of a connection when it is asked for TLS. */
export interface Standing {
  readonly secure: boolean
  /** No earlier request waits for its answer. */
  readonly idle: boolean
}

export function asksForTls({ operation, body }: Envelope): boolean {
  return operation === EXTENDED_REQUEST && namesStartTls(body)
}

/** Whether TLS may start now (RFC 4511 §4.14.1). */
export function startTlsResult(body: Buffer, { secure, idle }: Standing): Result {
  if (decodeExtendedRequest(body).hasValue) {
    return { code: code.PROTOCOL_ERROR, message: 'La demande de TLS n’a pas de valeur.', responseName: START_TLS }
  }
  const refused = secure
    ? 'La connexion est déjà protégée par TLS.'
    : idle
      ? null
      : 'TLS ne peut pas commencer tant qu’une opération est en cours.'
  return refused === null
    ? { code: code.SUCCESS, responseName: START_TLS }
    : { code: code.OPERATIONS_ERROR, message: refused, responseName: START_TLS }
}
