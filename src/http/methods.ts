import { METHODS } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { methodProblem, sendProblem } from './problem.js'

/**
 * Answers every other method on an address by 405 and Allow (RFC 9110 §15.5.6).
 * @returns what is to be called when all routes are there
 */
export function addMethods(app: FastifyInstance): () => void {
  for (const method of METHODS) {
    if (method !== 'CONNECT' && !app.supportedMethods.includes(method)) app.addHttpMethod(method)
  }
  const routes = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    const known = routes.get(url) ?? new Set()
    for (const one of [method].flat()) known.add(one)
    routes.set(url, known)
  })
  return () => {
    for (const [url, known] of [...routes]) {
      const allow = ['GET', 'HEAD', 'POST'].filter((method) => known.has(method)).join(', ')
      app.route({
        method: METHODS.filter((method) => !known.has(method) && method !== 'CONNECT'),
        url,
        schema: { hide: true },
        // Before a body is read: what it holds is of no matter.
        onRequest: async (request, reply) => sendProblem(request, reply.header('allow', allow), methodProblem(allow)),
        handler: async () => {},
      })
    }
  }
}
