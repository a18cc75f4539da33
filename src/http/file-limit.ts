import type { FastifyInstance } from 'fastify'
import { sendProblem, TOO_MANY } from './problem.js'
import { MAX_FILES } from './server/limits.js'

/** Files of the documentation hold a descriptor until their readers have taken them: a few at a time. */
export function addFileLimit(app: FastifyInstance): void {
  let files = 0
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url?.startsWith('/documentation/static/') !== true) return
    if (files >= MAX_FILES) return sendProblem(request, reply, TOO_MANY)
    files++
    reply.raw.once('close', () => files--)
  })
}
