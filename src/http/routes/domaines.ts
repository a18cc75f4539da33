import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { notModified } from '../caching.js'
import { sendResult } from '../format.js'
import { documented } from '../operations.js'
import type { HttpServices } from '../options.js'
import { pageParameters } from '../page-parameters.js'
import { Parameters } from '../parameters.js'
import { readerOf } from '../reader.js'

/** Far more than there are: 8,655 entries in 2026. */
const MOST_SKIPPED = 1_000_000

const ASKED = new Parameters({
  domaine: z
    .string()
    .min(1)
    .max(254)
    .optional()
    .meta({
      description: 'Partie du nom, ou adresse entière dont le domaine est cherché',
      examples: ['chu-marseille'],
    }),
  operateur: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Partie du nom de l’opérateur, sans tenir compte des accents', examples: ['medimail'] }),
  ...pageParameters('Domaines', MOST_SKIPPED),
})

export function domainesRoutes(app: FastifyInstance, services: HttpServices): void {
  app.get(
    '/v1/domaines',
    {
      schema: documented({
        id: 'listerDomaines',
        tag: 'Nomenclatures',
        summary: 'Les domaines MSSanté de la liste blanche',
        description:
          'Avec leur opérateur et son support, dans l’ordre des noms. Un import qui n’apporte pas de liste blanche garde celle d’avant ; « listeDu » en donne la date.',
        query: ASKED.documentation,
        answer: 'domaines',
        problems: [401, 403],
        isCached: true,
      }),
    },
    async (request, reply) => {
      await readerOf(request, services)
      const { domaine = null, operateur = null, decalage, limite } = ASKED.read(request)
      return services.searches.take(request, () =>
        services.directory.read((directory) => {
          const { domaines, generation } = directory
          if (notModified(request, reply, [generation.id], true)) return reply.code(304).send()
          const found = domaines.search({ domaine, operateur })
          const end = decalage + limite
          const resultats = found.slice(decalage, end)
          reply.results = resultats.length
          return sendResult(request, reply, 'domaines', {
            listeDu: domaines.date,
            total: found.length,
            decalage,
            limite,
            suivant: end < found.length ? end : null,
            generation: generation.id,
            resultats,
          })
        }),
      )
    },
  )
}
