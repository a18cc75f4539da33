import type { FastifyInstance, FastifyReply } from 'fastify'
import { varyBy } from './caching.js'

/** Time for which a browser need not ask again, in seconds. */
const MAX_AGE = '600'

/**
 * Lets web pages of the given origins call the API (the Fetch standard's CORS protocol). Never with `credentials`: what a
 * browser holds for this server is not sent by a page of another; a page that has a password sends it itself.
 * @param origins as browsers send them; `*` for all; none leaves the API closed to pages of other origins
 */
export function addCors(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return
  const all = origins.includes('*')
  const allow = (reply: FastifyReply, origin: string | undefined): boolean => {
    if (!all) varyBy(reply, ['Origin'])
    if (origin === undefined || !(all || origins.includes(origin))) return false
    reply.header('access-control-allow-origin', all ? '*' : origin)
    return true
  }
  app.addHook('onRequest', async (request, reply) => {
    const allowed = allow(reply, request.headers.origin)
    const preflight = request.method === 'OPTIONS' && 'access-control-request-method' in request.headers
    if (!preflight) {
      if (allowed)
        reply.header(
          'access-control-expose-headers',
          'ETag, Allow, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset',
        )
      return
    }
    if (allowed) {
      reply.headers({
        'access-control-allow-methods': 'GET, HEAD, POST',
        'access-control-allow-headers': 'Authorization, X-API-Key, Accept, Content-Type, If-None-Match',
        'access-control-max-age': MAX_AGE,
      })
    }
    return reply.code(204).header('cache-control', 'no-store').send()
  })
}
