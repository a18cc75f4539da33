import type { FastifyInstance } from 'fastify'
import { httpProblem, sendProblem } from './problem.js'

/** RFC 9112 §3.2: a request of HTTP/1.1 without a Host, or with several, is answered by 400. */
export function addHostCheck(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { httpVersion, rawHeaders } = request.raw
    if (httpVersion !== '1.1') return done()
    let hosts = 0
    for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]!.toLowerCase() === 'host') hosts++
    if (hosts === 1) done()
    else sendProblem(request, reply.header('connection', 'close'), httpProblem(400))
  })
}
