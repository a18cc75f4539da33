import type { FastifyInstance } from 'fastify'
import type { Log } from '../log.js'
import { SEARCH_PARAMETERS } from '../search/parameters.js'

declare module 'fastify' {
  interface FastifyReply {
    /** Results shown; null when the answer is no list. */
    results: number | null
  }
}

/** Names of parameters that a line may hold: an unknown one may be a name that somebody searched. */
const KNOWN = new Set([...SEARCH_PARAMETERS, 'format', 'decalage', 'severite', 'code'])

/** Tells route pattern, status and duration of each request: never the address, which holds the names searched. */
export function addRequestLog(app: FastifyInstance, log: Log): void {
  app.decorateReply('results', null)
  app.addHook('onResponse', (request, reply, done) => {
    log.info({
      evenement: 'http.requete',
      methode: request.method,
      route: request.routeOptions.url ?? 'inconnue',
      parametres: Object.keys(request.query as object).filter((name) => KNOWN.has(name)),
      statut: reply.statusCode,
      ...(reply.results === null ? {} : { resultats: reply.results }),
      ms: Math.round(reply.elapsedTime * 10) / 10,
    })
    done()
  })
}
