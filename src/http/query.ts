import type { FastifyRequest } from 'fastify'
import { asked, type Given } from '../search/given.js'

/** Parameters of a request without what forms and libraries add of themselves (search/given.ts). */
export function askedOf(
  request: FastifyRequest,
  known: ReadonlySet<string>,
): Record<string, string | readonly string[]> {
  return asked(request.query as Given, (name) => known.has(name))
}
