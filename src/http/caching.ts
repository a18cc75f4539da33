import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

const VARY = ['Accept', 'Authorization', 'X-API-Key', 'Accept-Encoding']
const ALL_OF_VARY = VARY.join(', ')

/**
 * Sets what a cache needs of an answer that depends on some facts, the address and the reader alone.
 * @param facts what the answer is made of, besides the request
 * @param isPublic nobody in particular reads: a cache of his own may keep the answer
 * @returns true when the caller holds it already (RFC 9110 §13.1.2)
 */
export function notModified(
  request: FastifyRequest,
  reply: FastifyReply,
  facts: readonly string[],
  isPublic: boolean,
): boolean {
  const key = [request.url, request.headers.accept ?? '', ...facts].join('\n')
  const etag = `W/"${hash('sha256', key, 'base64url').slice(0, 22)}"`
  reply.header('etag', etag)
  if (reply.hasHeader('vary')) varyBy(reply, VARY)
  else reply.header('vary', ALL_OF_VARY)
  reply.header('cache-control', isPublic ? 'private, no-cache' : 'no-store')
  const held = request.headers['if-none-match']
  if (held === undefined) return false
  // Compared weakly (RFC 9110 §13.1.2): a proxy may have made it strong.
  return held.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^(?:W\/)?/, 'W/') === etag)
}

/** Adds headers of the request that the answer depends on. */
export function varyBy(reply: FastifyReply, headers: readonly string[]): void {
  const known = String(reply.getHeader('vary') ?? '')
    .split(', ')
    .filter((header) => header !== '')
  reply.header('vary', [...new Set([...known, ...headers])].join(', '))
}
