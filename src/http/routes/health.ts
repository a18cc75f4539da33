import type { FastifyInstance } from 'fastify'
import { resultResponses } from '../documentation.js'
import { sendResult } from '../format.js'
import type { HttpServices } from '../options.js'

export function healthRoutes(app: FastifyInstance, { directory }: HttpServices): void {
  app.get(
    '/sante',
    { schema: { tags: ['Exploitation'], summary: 'Le serveur répond', response: resultResponses('Sante') } },
    async (request, reply) => sendResult(request, reply.header('cache-control', 'no-store'), 'sante', { etat: 'ok' }),
  )
  app.get(
    '/sante/pret',
    {
      schema: {
        tags: ['Exploitation'],
        summary: 'Une génération est publiée et lisible (503 sinon)',
        response: resultResponses('Pret'),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return directory.read(async ({ generation }) => sendResult(request, reply, 'pret', { etat: 'prêt', generation }))
    },
  )
}
