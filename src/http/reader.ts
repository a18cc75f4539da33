import type { FastifyRequest } from 'fastify'
import type { Authenticator } from '../accounts/authenticator.js'
import { AnnuaireError } from '../errors.js'
import { ANONYMOUS, type Reader } from '../store/index.js'

/**
 * Who asks: the account of the Authorization header (HTTP Basic, RFC 7617), or nobody in particular.
 * @throws AnnuaireError NON_AUTORISE when credentials are given and wrong
 */
export async function readerOf(request: FastifyRequest, authenticator: Authenticator): Promise<Reader> {
  const { authorization } = request.headers
  if (authorization === undefined) return ANONYMOUS
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1] ?? ''
  const [, name, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? []
  const given = name !== undefined && password !== undefined
  const reader = given ? await authenticator.authenticate(name, password, request.socket) : null
  if (reader === null) throw new AnnuaireError('NON_AUTORISE', 'Nom de compte ou mot de passe incorrect.')
  return reader
}

/** True for an account, and for somebody on the machine itself who came through no proxy. */
export function mayReadRefusals(request: FastifyRequest, reader: Reader): boolean {
  if (reader !== ANONYMOUS) return true
  const { headers, ip } = request
  const proxied = 'x-forwarded-for' in headers || 'forwarded' in headers || 'x-real-ip' in headers
  return !proxied && (ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1')
}
