import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { HygieneQuery } from '../../hygiene/index.js'
import { readEstablishment } from '../../report/filter.js'
import { TASK_KINDS } from '../../resources/hygiene.js'
import { OwnPace } from '../../store/index.js'
import { dayInFrance } from '../../values/day-in-france.js'
import { notModified } from '../caching.js'
import { pathParameter } from '../documentation.js'
import { sendResult } from '../format.js'
import { documented } from '../operations.js'
import type { HttpServices } from '../options.js'
import { pageParameters } from '../page-parameters.js'
import { Parameters } from '../parameters.js'
import { sourceReader } from '../reader.js'

const QUERY = new Parameters({
  nature: z
    .enum(TASK_KINDS)
    .optional()
    .meta({ description: 'Ce qui est à faire', examples: ['dormante'] }),
  etablissement: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .meta({ description: 'FINESS ou SIRET des lignes', examples: ['250000452'] }),
  ...pageParameters('Choses à faire', 100_000),
})

export function hygieneRoutes(app: FastifyInstance, services: HttpServices): void {
  app.get(
    '/v1/sources/:source/hygiene',
    {
      schema: documented({
        id: 'lireHygiene',
        tag: 'Sources régionales',
        summary: 'Ce qu’une source a à nettoyer',
        description:
          'Pour les administrateurs de la source : un compte, ou une clé qui a le droit « rapport », ouvert à cette source. Professionnels aux adresses multiples (laquelle garder, et pourquoi), boîtes dormantes, orphelines et en double, comptes fermés depuis six mois ou qui vont l’être.',
        path: pathParameter('source', 'Nom de la source régionale', 'paca'),
        query: QUERY.documentation,
        answer: 'hygiene',
        problems: [401, 403, 404, 414],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const { source } = request.params as { source: string }
      await sourceReader(request, services, source)
      const query = hygieneQuery(request)
      return services.searches.take(request, ({ abandoned }) =>
        services.directory.read(async (directory) => {
          const facts = [directory.edition, dayInFrance(new Date())]
          const found = await services.hygiene.of(directory, source, query, new OwnPace(abandoned))
          if (notModified(request, reply, [...facts, JSON.stringify(found.parNature)], false))
            return reply.code(304).send()
          reply.results = found.resultats.length
          return sendResult(request, reply, 'hygiene', found)
        }),
      )
    },
  )
}

/** Which part of a list is asked for. @throws AnnuaireError CRITERE_INVALIDE */
export function hygieneQuery(request: FastifyRequest): HygieneQuery {
  const { etablissement, ...asked } = QUERY.read(request)
  return { ...asked, etablissement: etablissement === undefined ? undefined : readEstablishment(etablissement) }
}
