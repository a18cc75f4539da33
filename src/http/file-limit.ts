import type { FastifyInstance } from 'fastify'
import { sendProblem, TOO_MANY } from './problem.js'
import { MAX_FILES } from './server/limits.js'

/** Files of the documentation hold a descriptor until their readers have taken them: a few at a time. */
export function addFileLimit(app: FastifyInstance): void {
  let files = 0
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.url?.startsWith('/documentation/static/') !== true) return done()
    if (files >= MAX_FILES) {
      sendProblem(request, reply, TOO_MANY)
      return
    }
    files++
    reply.raw.once('close', () => files--)
    done()
  })
}
