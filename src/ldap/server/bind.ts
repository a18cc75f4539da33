import type { Client } from '../../accounts/authenticator.js'
import { AnnuaireError } from '../../errors.js'
import { ANONYMOUS } from '../../store/directory.js'
import { parseDn } from '../dn/parse-dn.js'
import type { Result } from '../protocol/encode-result.js'
import { faultOf } from '../protocol/fault-of.js'
import type { BindRequest } from '../protocol/requests.js'
import { LdapFault } from '../result/fault.js'
import * as code from '../result/result-code.js'
import { accountName, bareName, expectedForm } from '../tree/account-name.js'
import type { Services, Session } from './services.js'

/** Answers a bind; after a failure the session is anonymous (RFC 4513 §4). */
export async function bind(
  request: BindRequest,
  services: Services,
  { confidential, usage, client }: Session,
): Promise<{ readonly result: Result; readonly session: Session }> {
  const nobody: Session = { confidential, usage, client, reader: ANONYMOUS, account: null, stamp: null }
  try {
    const bound = await authenticate(request, services, confidential || services.clearPasswords, client)
    return { result: { code: code.SUCCESS }, session: { ...nobody, ...bound } }
  } catch (error) {
    // An overloaded or unreadable account file is no reason to give the server up: the client may try again.
    const busy = error instanceof AnnuaireError && error.code === 'INDISPONIBLE'
    const fault = busy ? new LdapFault(code.BUSY, error.message) : faultOf(error)
    return { result: { code: fault.code, message: fault.message, matchedDn: fault.matchedDn }, session: nobody }
  }
}

/** @returns what the session gains; nothing when the client stays anonymous */
async function authenticate(
  request: BindRequest,
  { authenticator, dit }: Services,
  mayTell: boolean,
  client: Client,
): Promise<Partial<Session>> {
  if (request.version !== 3) {
    throw new LdapFault(code.PROTOCOL_ERROR, 'Seule la version 3 de LDAP est prise en charge.')
  }
  if (request.method !== 'simple') {
    throw new LdapFault(code.AUTH_METHOD_NOT_SUPPORTED, 'Seule l’authentification simple est prise en charge.')
  }
  const bare = bareName(request.name)
  const rdns = bare === null ? parseDn(request.name) : null
  if (bare === null && rdns === null) {
    throw new LdapFault(code.INVALID_DN_SYNTAX, `Le nom du compte est mal formé. ${expectedForm(dit.baseBal)}`)
  }
  if (rdns?.length === 0) {
    if (request.password === '') return {}
    throw new LdapFault(code.INVALID_CREDENTIALS, 'Un mot de passe sans nom de compte.')
  }
  // RFC 4513 §5.1.2: a name without a password is nearly always a client that did not check its form.
  if (request.password === '') {
    throw new LdapFault(code.UNWILLING_TO_PERFORM, 'Un nom de compte sans mot de passe n’authentifie personne.')
  }
  // RFC 4513 §6.3.3. The password is known to whoever listens by now; the refusal keeps it from becoming a habit.
  if (!mayTell) {
    throw new LdapFault(
      code.CONFIDENTIALITY_REQUIRED,
      'Un mot de passe ne s’envoie que sous TLS : choisissez StartTLS ou LDAPS.',
    )
  }
  const account = bare ?? accountName(rdns ?? [], dit.baseBal)
  // A name that can be no account is tried all the same: it costs what another costs, and leaves its trace.
  const reader = await authenticator.authenticate(account ?? request.name, request.password, client)
  const stamp = account === null || reader === null ? null : authenticator.stamp(account)
  if (reader === null || account === null || stamp === null) {
    const message = `Nom de compte ou mot de passe incorrect. ${expectedForm(dit.baseBal)}`
    throw new LdapFault(code.INVALID_CREDENTIALS, message)
  }
  return { reader, account, stamp }
}
