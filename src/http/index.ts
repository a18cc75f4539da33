import { parse } from 'node:querystring'
import Fastify, { type FastifyInstance } from 'fastify'
import { stackOf } from '../log.js'
import { addBodies } from './body.js'
import { addCompression } from './compression.js'
import { addCors } from './cors.js'
import { addDocumentation } from './documentation.js'
import { addFileLimit } from './file-limit.js'
import { addHostCheck } from './host.js'
import { addMethods } from './methods.js'
import type { HttpOptions } from './options.js'
import { addPages, wantsPage } from './pages/index.js'
import { httpProblem, problemOf, sendProblem } from './problem.js'
import { addRates } from './rates.js'
import { addNationalAccess } from './reader.js'
import { addRequestLog } from './request-log.js'
import { alimentationsRoutes } from './routes/alimentations.js'
import { balsRoutes } from './routes/bals.js'
import { changementsRoutes } from './routes/changements.js'
import { comptesRoutes } from './routes/comptes.js'
import { domainesRoutes } from './routes/domaines.js'
import { extractionsRoutes } from './routes/extractions.js'
import { healthRoutes } from './routes/health.js'
import { hygieneRoutes } from './routes/hygiene.js'
import { lotRoutes } from './routes/lot.js'
import { nomenclaturesRoutes } from './routes/nomenclatures.js'
import { professionnelsRoutes } from './routes/professionnels.js'
import { rapprochementRoutes } from './routes/rapprochement.js'
import { structuresRoutes } from './routes/structures.js'
import { Searches } from './searches.js'
import { PAGE_HEADERS, SECURITY_HEADERS } from './security-headers.js'
import { Door } from './server/server.js'

export type { HttpOptions } from './options.js'
export { BACKLOG } from './server/limits.js'

/** Builds the HTTP server; the caller listens and closes. */
export async function buildHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const door = new Door(options)
  const app = Fastify({
    // No logger of its own: its request log would write addresses, hence the names searched (request-log.ts does not).
    logger: false,
    bodyLimit: 65_536,
    forceCloseConnections: 'idle',
    routerOptions: {
      maxParamLength: 320,
      ignoreTrailingSlash: true,
      // Bytes that are not UTF-8 become U+FFFD, which the search refuses; Fastify's own parser takes them for letters.
      querystringParser: (text) => parse(text, '&', '=', { maxKeys: 0 }),
    },
    serverFactory: (handler) => door.serve(handler),
    // The door has told it already.
    clientErrorHandler: () => {},
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, problemOf(error)),
  })
  const services = { ...options, searches: new Searches(door, options.turns) }
  // Parameters are checked by the search contract, which tells every fault in French; the schemas only document.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, told(error, options)))
  app.setNotFoundHandler((request, reply) => {
    const detail = 'Cette adresse n’existe pas ; celles de l’API sont décrites dans /documentation.'
    const problem = {
      ...httpProblem(400),
      title: 'Introuvable',
      status: 404,
      detail,
      code: 'INTROUVABLE',
    }
    return wantsPage(request) ? sendPage(request, reply, problem) : sendProblem(request, reply, problem)
  })
  // Hooks of every request take a callback: each promise is a microsecond of every answer.
  app.addHook('onRequest', ({ routeOptions }, reply, done) => {
    reply.headers(routeOptions.url?.startsWith('/documentation') === true ? PAGE_HEADERS : SECURITY_HEADERS)
    done()
  })
  app.addHook('preClose', async () => door.close())
  addRequestLog(app, options.log)
  addHostCheck(app)
  addCors(app, options.origins)
  await addRates(app, options.rates, services)
  addNationalAccess(app, services)
  addCompression(app, door.outbox)
  const finishMethods = addMethods(app)
  addBodies(app)
  addFileLimit(app)
  await addDocumentation(app)
  const sendPage = await addPages(app, services, (error) => told(error, options))
  healthRoutes(app, services)
  professionnelsRoutes(app, services)
  lotRoutes(app, services)
  balsRoutes(app, services)
  changementsRoutes(app, services)
  structuresRoutes(app, services)
  rapprochementRoutes(app, services)
  extractionsRoutes(app, services)
  nomenclaturesRoutes(app, services)
  domainesRoutes(app, services)
  alimentationsRoutes(app, services)
  comptesRoutes(app, services)
  hygieneRoutes(app, services)
  finishMethods()
  await app.ready()
  return app
}

/** What the caller is told; a fault of the program or of the machine is also logged, without the address. */
function told(error: unknown, { log }: HttpOptions) {
  const problem = problemOf(error)
  if (problem.status === 500) log.error({ evenement: 'http.erreur', erreur: stackOf(error) })
  else if (problem.status === 503) log.warn({ evenement: 'http.indisponible', erreur: reasonOf(error) })
  return problem
}

/** With what lies behind it: the client is not told. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error ? `${message} (${cause.message})` : message
}
