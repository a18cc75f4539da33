import type { FastifyInstance } from 'fastify'

/** Tells route pattern, status and duration of each request: never the address, which holds the names searched. */
export function addRequestLog(app: FastifyInstance, log: ((line: object) => void) | undefined): void {
  if (log === undefined) return
  app.addHook('onResponse', async (request, reply) => {
    log({
      route: request.routeOptions.url ?? 'inconnue',
      parametres: Object.keys(request.query as object).filter((name) => /^[a-zA-Z]{1,20}$/.test(name)),
      statut: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    })
  })
}
