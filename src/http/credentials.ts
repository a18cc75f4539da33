import type { FastifyRequest } from 'fastify'
import type { KeyOutcome } from '../accounts/file-keys.js'
import { AnnuaireError, fault } from '../errors.js'
import type { HttpServices } from './options.js'
import { ClearPassword } from './problem.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the key of the request turned out to be, once it was looked at. */
    keyOutcome: KeyOutcome | null
  }
}

/** What a request says of who sends it. */
type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'password'; readonly name: string; readonly password: string }
  | { readonly kind: 'key'; readonly text: string }

/** Longest Authorization that is read: a name and a password of the longest sort, encoded. */
const LONGEST = 8192

/**
 * The credentials of a request: HTTP Basic (RFC 7617), or a key as a Bearer token (RFC 6750) or in X-API-Key.
 * @throws ClearPassword when others may have read them; AnnuaireError CRITERE_INVALIDE when there are two
 */
export function credentialsOf(request: FastifyRequest, clearPasswords: boolean): Credentials {
  const { authorization, 'x-api-key': key } = request.headers
  if (authorization === undefined && key === undefined) return { kind: 'none' }
  checkOwnMachine(request, clearPasswords)
  if (authorization !== undefined && key !== undefined) {
    throw new AnnuaireError('CRITERE_INVALIDE', 'Identifiez-vous d’une seule manière.', [
      fault('X-API-Key', 'une seule identification : Authorization ou X-API-Key'),
    ])
  }
  if (authorization === undefined) return { kind: 'key', text: String(key) }
  if (authorization.length > LONGEST) return { kind: 'malformed' }
  const [, scheme, value = ''] = /^(basic|bearer) +([^ ]+)$/i.exec(authorization.trimEnd()) ?? []
  if (scheme === undefined) return { kind: 'malformed' }
  return scheme.toLowerCase() === 'bearer' ? { kind: 'key', text: value } : passwordOf(value)
}

/**
 * That what opens an account is not sent where others may read it. The socket's own address counts: what headers tell of it
 * is the client's word.
 * @throws ClearPassword
 */
export function checkOwnMachine(request: FastifyRequest, clearPasswords: boolean): void {
  if (!clearPasswords && !isLoopback(request.socket.remoteAddress)) throw new ClearPassword()
}

/** What the key of a request opens; looked at once. */
export function keyOf(request: FastifyRequest, text: string, { keys }: Pick<HttpServices, 'keys'>): KeyOutcome {
  request.keyOutcome ??= keys.check(text, request.socket)
  return request.keyOutcome
}

function passwordOf(encoded: string): Credentials {
  if (!/^[A-Za-z0-9+/=]+$/.test(encoded)) return { kind: 'malformed' }
  const [, name, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? []
  return name === undefined || password === undefined ? { kind: 'malformed' } : { kind: 'password', name, password }
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:127\.|::1$|::ffff:127\.)/.test(address)
}
