import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AnnuaireError } from '../../errors.js'
import { CATALOG } from '../../notices/catalog.js'
import { describedRules } from '../../notices/described.js'
import { type Alimentation, type Viewer, viewerKey } from '../../report/index.js'
import { SEVERITIES } from '../../resources/report.js'
import { notModified } from '../caching.js'
import { pathParameter } from '../documentation.js'
import { sendResult } from '../format.js'
import { documented } from '../operations.js'
import type { HttpServices } from '../options.js'
import { pageParameters } from '../page-parameters.js'
import { NO_PARAMETERS, Parameters } from '../parameters.js'
import { viewerOf } from '../reader.js'

const LISTED = 30
/** Notices that a reader may skip: beyond, the whole report is the command's matter. */
const MOST_SKIPPED = 1_000_000
const VISIBLE =
  'Les avis d’un fichier régional et ses lignes refusées ne sont montrés, un par un, qu’à un compte de cette source ; les valeurs d’un fichier national, à un compte. Les autres lecteurs voient combien il y en a de chaque règle. Le motif d’un refus se lit sur le serveur, avec « annuaire rapport ».'
const ID = pathParameter('id', 'Identifiant de l’alimentation, ou « derniere »', 'derniere')

/** They change with the program alone. */
const RULES = describedRules()
const RULES_TEXT = JSON.stringify(RULES)
const CODES = Object.keys(CATALOG) as (keyof typeof CATALOG)[]
const OF_REPORT = new Parameters({
  ...pageParameters('Avis', MOST_SKIPPED),
  severite: z
    .enum(SEVERITIES)
    .optional()
    .meta({ description: 'Criticité', examples: ['Bloquante'] }),
  code: z
    .enum(CODES)
    .optional()
    .meta({ description: 'Code d’avis', examples: ['BAL_DOUBLON'] }),
})

export function alimentationsRoutes(app: FastifyInstance, services: HttpServices): void {
  const { reports, searches } = services
  app.get(
    '/v1/alimentations',
    {
      schema: documented({
        id: 'listerAlimentations',
        tag: 'Rapport d’alimentation',
        summary: 'Les derniers imports, publiés ou refusés',
        query: NO_PARAMETERS.documentation,
        answer: 'alimentations',
        problems: [401, 403],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const viewer = await viewerOf(request, services)
      NO_PARAMETERS.read(request)
      return searches.take(request, async () => {
        const resultats = await reports.list(LISTED, viewer)
        if (isKnown(request, reply, viewer, resultats)) return reply.code(304).send()
        reply.results = resultats.length
        return sendResult(request, reply, 'alimentations', { resultats })
      })
    },
  )

  app.get(
    '/v1/alimentations/regles',
    {
      schema: documented({
        id: 'listerRegles',
        tag: 'Rapport d’alimentation',
        summary: 'Les règles du rapport d’alimentation',
        description:
          'De chaque règle : sa criticité, ce qu’elle attend, les colonnes, qui peut corriger, que faire, son seuil, un bon et un mauvais exemple.',
        query: NO_PARAMETERS.documentation,
        answer: 'regles',
        problems: [],
        isCached: true,
      }),
    },
    async (request, reply) => {
      NO_PARAMETERS.read(request)
      if (notModified(request, reply, [RULES_TEXT], true)) return reply.code(304).send()
      reply.results = RULES.resultats.length
      return sendResult(request, reply, 'regles', RULES)
    },
  )

  app.get(
    '/v1/alimentations/:id',
    {
      schema: documented({
        id: 'lireAlimentation',
        tag: 'Rapport d’alimentation',
        summary: 'Ce qu’un import a lu, chargé et refusé',
        description: VISIBLE,
        path: ID,
        query: NO_PARAMETERS.documentation,
        answer: 'alimentation',
        problems: [401, 403, 404, 414],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const viewer = await viewerOf(request, services)
      NO_PARAMETERS.read(request)
      return searches.take(request, async () => {
        const { alimentation } = await find(request, viewer)
        if (isKnown(request, reply, viewer, [alimentation])) return reply.code(304).send()
        return sendResult(request, reply, 'alimentation', alimentation)
      })
    },
  )

  app.get(
    '/v1/alimentations/:id/rapport',
    {
      schema: documented({
        id: 'lireRapport',
        tag: 'Rapport d’alimentation',
        summary: 'Le rapport d’alimentation, avis par avis',
        description: `${VISIBLE} « masque » vaut true quand une partie n’est pas montrée. « suivant » est le décalage de la suite.`,
        path: ID,
        query: OF_REPORT.documentation,
        answer: 'rapport',
        problems: [401, 403, 404, 414],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const viewer = await viewerOf(request, services)
      const query = OF_REPORT.read(request)
      return searches.take(request, async () => {
        const { alimentation, masque } = await find(request, viewer)
        if (isKnown(request, reply, viewer, [alimentation])) return reply.code(304).send()
        const page = await reports.avis(alimentation.id, query, viewer)
        const { avis, suivant } = page ?? { avis: [], suivant: null }
        reply.results = avis.length
        const { decalage, limite, ...filtre } = query
        return sendResult(request, reply, 'rapport', {
          alimentation,
          masque,
          decalage,
          limite,
          suivant,
          ...filtre,
          avis,
        })
      })
    },
  )

  async function find(
    request: FastifyRequest,
    viewer: Viewer,
  ): Promise<{ alimentation: Alimentation; masque: boolean }> {
    const found = await reports.get((request.params as { id: string }).id, viewer)
    if (found === null) throw new AnnuaireError('INTROUVABLE', 'Aucune alimentation ne porte cet identifiant.')
    return found
  }
}

/** A report changes until its import ends: its head tells one state from another. */
function isKnown(request: FastifyRequest, reply: FastifyReply, viewer: Viewer, seen: readonly Alimentation[]): boolean {
  return notModified(request, reply, [viewerKey(viewer), JSON.stringify(seen)], viewer.kind === 'anonyme')
}
