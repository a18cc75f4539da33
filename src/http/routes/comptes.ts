import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { AnnuaireError } from '../../errors.js'
import { ACCOUNT_TYPES, STATES } from '../../resources/accounts.js'
import { accountsOf } from '../../store/index.js'
import { notModified } from '../caching.js'
import { pathParameter } from '../documentation.js'
import { sendResult } from '../format.js'
import { documented } from '../operations.js'
import type { HttpServices } from '../options.js'
import { pageParameters } from '../page-parameters.js'
import { Parameters } from '../parameters.js'
import { sourceReader } from '../reader.js'

export const QUERY = new Parameters({
  statut: z
    .enum(STATES)
    .optional()
    .meta({ description: 'État du compte', examples: ['PREINSCRIT'] }),
  type: z
    .enum(ACCOUNT_TYPES)
    .optional()
    .meta({ description: 'Type de boîte aux lettres', examples: ['PER'] }),
  q: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'Mots du nom, de l’adresse ou du numéro, tous présents', examples: ['dupont'] }),
  ...pageParameters('Comptes', 10_000_000),
})

export function comptesRoutes(app: FastifyInstance, services: HttpServices): void {
  app.get(
    '/v1/sources/:source/comptes',
    {
      schema: documented({
        id: 'listerComptesDeclares',
        tag: 'Sources régionales',
        summary: 'Les comptes déclarés par une source, publiés ou non',
        description:
          'Pour les administrateurs de la source : un compte, ou une clé qui a le droit « rapport », ouvert à cette source. Nombres par statut et par type, domaines, et la liste, 500 comptes par page au plus.',
        path: pathParameter('source', 'Nom de la source régionale', 'paca'),
        query: QUERY.documentation,
        answer: 'comptes',
        problems: [401, 403, 404, 414],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const { source } = request.params as { source: string }
      await sourceReader(request, services, source)
      const { statut, type, q, decalage, limite } = QUERY.read(request)
      const policies = services.policies()
      return services.searches.take(request, () =>
        services.directory.read((directory) => {
          if (!directory.generation.sources.includes(source)) {
            throw new AnnuaireError('INTROUVABLE', `La source ${source} n’a rien publié.`)
          }
          if (notModified(request, reply, [directory.generation.id, JSON.stringify(policies)], false)) {
            return reply.code(304).send()
          }
          const window = { decalage, limite }
          const found = accountsOf(directory, source, { statut, type, q }, { window, policies })
          reply.results = found.resultats.length
          return sendResult(request, reply, 'comptes', found)
        }),
      )
    },
  )
}
