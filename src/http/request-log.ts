import type { FastifyInstance } from 'fastify'
import type { Log } from '../log.js'

/** Tells route pattern, status and duration of each request: never the address, which holds the names searched. */
export function addRequestLog(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    log.info({
      evenement: 'http.requete',
      route: request.routeOptions.url ?? 'inconnue',
      parametres: Object.keys(request.query as object).filter((name) => /^[a-zA-Z]{1,20}$/.test(name)),
      statut: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    })
  })
}
