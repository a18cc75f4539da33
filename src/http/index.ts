import { parse } from 'node:querystring'
import Fastify, { type FastifyInstance } from 'fastify'
import { stackOf } from '../log.js'
import { addCompression } from './compression.js'
import { addDocumentation } from './documentation.js'
import type { HttpOptions } from './options.js'
import { httpProblem, problemOf, sendProblem } from './problem.js'
import { addRequestLog } from './request-log.js'
import { alimentationsRoutes } from './routes/alimentations.js'
import { balsRoutes } from './routes/bals.js'
import { healthRoutes } from './routes/health.js'
import { nomenclaturesRoutes } from './routes/nomenclatures.js'
import { professionnelsRoutes } from './routes/professionnels.js'

/** Longest address, in bytes of its head line and headers together (Node's own limit). */
const HEADER_BYTES = 16_384

/** Builds the HTTP server; the caller listens and closes. */
export async function buildHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    // No logger of its own: its request log would write addresses, hence the names searched (request-log.ts does not).
    logger: false,
    bodyLimit: 65_536,
    // A slow sender holds a connection no longer than this (ms).
    connectionTimeout: 60_000,
    requestTimeout: 15_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    http: { maxHeaderSize: HEADER_BYTES },
    routerOptions: {
      maxParamLength: 320,
      ignoreTrailingSlash: true,
      // Bytes that are not UTF-8 become U+FFFD, which the search refuses; Fastify's own parser takes them for letters.
      querystringParser: (text) => parse(text, '&', '=', { maxKeys: 0 }),
    },
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, problemOf(error)),
  })
  // Parameters are checked by the search contract, which tells every fault in French; the schemas only document.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, told(error, options)))
  app.setNotFoundHandler((request, reply) => {
    const get = request.method !== 'GET' && app.hasRoute({ url: request.url.split('?')[0]!, method: 'GET' })
    if (get) return sendProblem(request, reply.header('allow', 'GET, HEAD'), httpProblem(405))
    const detail = 'Cette adresse n’existe pas ; les adresses sont décrites dans /documentation.'
    return sendProblem(request, reply, {
      ...httpProblem(400),
      title: 'Introuvable',
      status: 404,
      detail,
      code: 'INTROUVABLE',
    })
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' })
  })
  addRequestLog(app, options.log)
  addCompression(app)
  await addDocumentation(app)
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/documentation'))
  healthRoutes(app, options)
  professionnelsRoutes(app, options)
  balsRoutes(app, options)
  nomenclaturesRoutes(app)
  alimentationsRoutes(app, options)
  await app.ready()
  return app
}

/** What the caller is told; a fault of the program is also logged, without the address. */
function told(error: unknown, { log }: HttpOptions) {
  const problem = problemOf(error)
  if (problem.status === 500) log.error({ evenement: 'http.erreur', erreur: stackOf(error) })
  return problem
}
