import type { FastifyInstance } from 'fastify'
import { AnnuaireError } from '../../errors.js'
import { sendResult } from '../format.js'
import { documented } from '../operations.js'
import type { HttpServices } from '../options.js'
import { NO_PARAMETERS } from '../parameters.js'

export function healthRoutes(app: FastifyInstance, { directory }: HttpServices): void {
  app.get(
    '/sante',
    {
      schema: documented({
        id: 'lireSante',
        tag: 'Exploitation',
        summary: 'Le serveur répond',
        query: NO_PARAMETERS.documentation,
        answer: 'sante',
        problems: [],
      }),
    },
    async (request, reply) => sendResult(request, reply.header('cache-control', 'no-store'), 'sante', { etat: 'ok' }),
  )
  app.get(
    '/sante/pret',
    {
      schema: documented({
        id: 'lirePret',
        tag: 'Exploitation',
        summary: 'Une génération est publiée, lisible et chargée (503 sinon)',
        query: NO_PARAMETERS.documentation,
        answer: 'pret',
        problems: [],
      }),
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return directory.read(async ({ generation }) => {
        if (!directory.ready) {
          throw new AnnuaireError(
            'INDISPONIBLE',
            'La génération se charge en mémoire : réessayez dans quelques secondes.',
          )
        }
        return sendResult(request, reply, 'pret', { etat: 'prêt', generation })
      })
    },
  )
}
