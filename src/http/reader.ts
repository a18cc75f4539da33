import type { FastifyRequest } from 'fastify'
import { AnnuaireError } from '../errors.js'
import { NOBODY, type Viewer } from '../report/index.js'
import { ANONYMOUS, type Reader } from '../store/index.js'
import type { HttpServices } from './options.js'
import { ClearPassword } from './problem.js'

/**
 * Who asks: the account of the Authorization header (HTTP Basic, RFC 7617), or nobody in particular.
 * @throws AnnuaireError NON_AUTORISE when credentials are given and wrong; ClearPassword when others may have read them
 */
export async function readerOf(
  request: FastifyRequest,
  { authenticator, clearPasswords }: Pick<HttpServices, 'authenticator' | 'clearPasswords'>,
): Promise<Reader> {
  const { authorization } = request.headers
  if (authorization === undefined) return ANONYMOUS
  // The socket's own address: what headers tell of it is the client's word.
  if (!clearPasswords && !isLoopback(request.socket.remoteAddress)) throw new ClearPassword()
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1] ?? ''
  const [, name, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? []
  const given = name !== undefined && password !== undefined
  const reader = given ? await authenticator.authenticate(name, password, request.socket) : null
  if (reader === null) throw new AnnuaireError('NON_AUTORISE', 'Nom de compte ou mot de passe incorrect.')
  return reader
}

/** The same, as reports know their readers. The machine itself is nobody in particular: its administrator has a command. */
export async function viewerOf(
  request: FastifyRequest,
  services: Pick<HttpServices, 'authenticator' | 'clearPasswords'>,
): Promise<Viewer> {
  const reader = await readerOf(request, services)
  return reader === ANONYMOUS ? NOBODY : { kind: 'compte', sources: reader.sources }
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:127\.|::1$|::ffff:127\.)/.test(address)
}
