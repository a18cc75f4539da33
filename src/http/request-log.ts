import type { FastifyInstance } from 'fastify'
import type { Log } from '../log.js'
import { PARAMETER_RULES } from '../search/parameter-rules.js'

/** Names of parameters that a line may hold: an unknown one may be a name that somebody searched. */
const KNOWN = new Set([
  ...Object.keys(PARAMETER_RULES),
  ...['parMot', 'phonetique', 'limite', 'format', 'decalage', 'severite', 'code'],
])

/** Tells route pattern, status and duration of each request: never the address, which holds the names searched. */
export function addRequestLog(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    log.info({
      evenement: 'http.requete',
      route: request.routeOptions.url ?? 'inconnue',
      parametres: Object.keys(request.query as object).filter((name) => KNOWN.has(name)),
      statut: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    })
  })
}
