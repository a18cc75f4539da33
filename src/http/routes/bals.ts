import type { FastifyInstance } from 'fastify'
import { AnnuaireError } from '../../errors.js'
import { pathParameter, searchParameters } from '../documentation.js'
import { sendResult } from '../format.js'
import { documented } from '../operations.js'
import type { HttpServices } from '../options.js'
import { NO_PARAMETERS } from '../parameters.js'
import { readerOf } from '../reader.js'
import { isKnown, searchRoute } from '../search-route.js'

export function balsRoutes(app: FastifyInstance, services: HttpServices): void {
  app.get(
    '/v1/bals',
    {
      schema: documented({
        id: 'rechercherBals',
        tag: 'Recherche',
        summary: 'Recherche de boîtes aux lettres MSSanté',
        description: 'Les mêmes critères que pour les professionnels, sur ce que dit la boîte aux lettres elle-même.',
        query: searchParameters(),
        answer: 'bals',
        problems: [401, 403],
        isCached: true,
      }),
    },
    searchRoute(services, 'bals', (directory, criteria, reader, window) => directory.bals(criteria, reader, window)),
  )

  app.get(
    '/v1/bals/:adresse',
    {
      schema: documented({
        id: 'lireBal',
        tag: 'Recherche',
        summary: 'Une boîte aux lettres par son adresse',
        path: pathParameter('adresse', 'Adresse, sans tenir compte des majuscules', 'jean.dupont@medecin.mssante.fr'),
        query: NO_PARAMETERS.documentation,
        answer: 'bal',
        problems: [401, 403, 404, 414],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const reader = await readerOf(request, services)
      NO_PARAMETERS.read(request)
      const { adresse } = request.params as { adresse: string }
      return services.directory.read(async (directory) => {
        const found = await directory.bal(adresse, reader)
        if (found === null) throw new AnnuaireError('INTROUVABLE', 'Aucune boîte aux lettres publiée à cette adresse.')
        if (isKnown(request, reply, directory, reader)) return reply.code(304).send()
        return sendResult(request, reply, 'bal', found)
      })
    },
  )
}
