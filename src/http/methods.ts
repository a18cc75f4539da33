import { METHODS } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { httpProblem, sendProblem } from './problem.js'

const READING = new Set(['GET', 'HEAD'])

/** Answers every other method on a route that is read with GET by 405 and Allow (RFC 9110 §15.5.6). */
export function addMethods(app: FastifyInstance): void {
  const others = METHODS.filter((method) => !READING.has(method) && method !== 'CONNECT')
  for (const method of others) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method)
  const routes = new Set<string>()
  app.addHook('onRoute', ({ url, method }) => {
    if (![method].flat().includes('GET') || routes.has(url)) return
    routes.add(url)
    app.route({
      method: others,
      url,
      schema: { hide: true },
      // Before a body is read: what it holds is of no matter.
      onRequest: async (request, reply) => sendProblem(request, reply.header('allow', 'GET, HEAD'), httpProblem(405)),
      handler: async () => {},
    })
  })
}
