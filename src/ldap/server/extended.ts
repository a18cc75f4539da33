import type { Result } from '../protocol/encode-result.js'
import { decodeExtendedRequest, WHO_AM_I } from '../protocol/requests.js'
import { LdapFault } from '../result/fault.js'
import { PROTOCOL_ERROR, SUCCESS } from '../result/result-code.js'
import { accountDn } from '../tree/account-name.js'
import type { Services, Session } from './services.js'

/**
 * Extended operations (RFC 4511 §4.12): "Who am I?"; others answer protocolError, as the RFC asks. StartTLS is the
 * connection's own matter (start-tls.ts).
 */
export function extended(body: Buffer, { dit }: Services, { account }: Session): Result {
  const { name, hasValue } = decodeExtendedRequest(body)
  if (name !== WHO_AM_I) {
    throw new LdapFault(PROTOCOL_ERROR, `L’opération étendue ${name.slice(0, 100)} n’est pas prise en charge.`)
  }
  // RFC 4532 §2.1: the request has no value.
  if (hasValue) throw new LdapFault(PROTOCOL_ERROR, 'L’opération « Who am I? » n’a pas de valeur.')
  // RFC 4532 §2.2: an authzId, empty while anonymous.
  return { code: SUCCESS, responseValue: account === null ? '' : `dn:${accountDn(account, dit.baseBal)}` }
}
