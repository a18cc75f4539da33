import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AnnuaireError } from '../../errors.js'
import { describedRules } from '../../notices/described.js'
import {
  type Alimentation,
  given,
  type ReportFilter,
  readFilter,
  scopedFilter,
  type Viewer,
  viewerKey,
} from '../../report/index.js'
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
const optionalText = (description: string, example: string) =>
  z
    .string()
    .min(1)
    .max(253)
    .optional()
    .meta({ description, examples: [example] })
/** The same names as the options of `annuaire rapport`. */
const FILTER = {
  source: optionalText('Les avis de cette source seulement', 'national'),
  domaine: optionalText('Ceux des boîtes aux lettres de ce domaine MSSanté', 'paca.mssante.fr'),
  etablissement: optionalText('Ceux des lignes de cet établissement : FINESS ou SIRET', '250000452'),
  criticite: z
    .enum(SEVERITIES)
    .optional()
    .meta({ description: 'Criticité', examples: ['Bloquante'] }),
  code: optionalText('Code d’avis', 'BAL_DOUBLON'),
}
const OF_HEAD = new Parameters(FILTER)
export const OF_REPORT = new Parameters({
  ...pageParameters('Avis', MOST_SKIPPED),
  ...FILTER,
  severite: z
    .enum(SEVERITIES)
    .optional()
    .meta({ description: 'Ancien nom de « criticite »', examples: ['Bloquante'] }),
})
export const OF_COMPARISON = new Parameters({
  ...FILTER,
  avec: optionalText(
    'Identifiant de l’autre alimentation ; à défaut, celle à laquelle l’import s’est comparé',
    '20261120-030000-000',
  ),
})
const FILTERED =
  'Les nombres sont ceux de ce que le filtre montre. Un filtre par domaine ou par établissement demande un compte ou une clé, et ne compte que ce que le lecteur peut lire.'

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
        description: `${VISIBLE} ${FILTERED}`,
        path: ID,
        query: OF_HEAD.documentation,
        answer: 'alimentation',
        problems: [401, 403, 404, 414],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const viewer = await viewerOf(request, services)
      const filter = readFilter(OF_HEAD.read(request) as Given)
      return searches.take(request, async () => {
        const { alimentation } = await find(request, viewer, filter)
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
        description: `${VISIBLE} ${FILTERED} « masque » vaut true quand une partie n’est pas montrée. « suivant » est le décalage de la suite.`,
        path: ID,
        query: OF_REPORT.documentation,
        answer: 'rapport',
        problems: [401, 403, 404, 414],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const viewer = await viewerOf(request, services)
      const { decalage, limite, severite, ...asked } = OF_REPORT.read(request)
      const filter = scopedFilter(viewer, readFilter({ ...asked, criticite: asked.criticite ?? severite } as Given))
      return searches.take(request, async () => {
        const { alimentation, masque } = await find(request, viewer, filter)
        if (isKnown(request, reply, viewer, [alimentation])) return reply.code(304).send()
        const page = await reports.avis(alimentation.id, { ...filter, decalage, limite }, viewer)
        const { avis, suivant } = page ?? { avis: [], suivant: null }
        reply.results = avis.length
        return sendResult(request, reply, 'rapport', {
          alimentation,
          masque,
          decalage,
          limite,
          suivant,
          ...(severite !== undefined && { severite }),
          ...given(filter),
          avis,
        })
      })
    },
  )

  app.get(
    '/v1/alimentations/:id/comparaison',
    {
      schema: documented({
        id: 'comparerAlimentations',
        tag: 'Rapport d’alimentation',
        summary: 'Ce qui est nouveau, corrigé et toujours là depuis une autre alimentation',
        description: `${VISIBLE} ${FILTERED}`,
        path: ID,
        query: OF_COMPARISON.documentation,
        answer: 'comparaison',
        problems: [401, 403, 404, 414],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const viewer = await viewerOf(request, services)
      const { avec, ...asked } = OF_COMPARISON.read(request)
      const filter = readFilter(asked as Given)
      return searches.take(request, async () => {
        const compared = await reports.compare(idOf(request), avec ?? null, viewer, filter)
        if (compared === null) throw unknown()
        if (isKnown(request, reply, viewer, [compared])) return reply.code(304).send()
        reply.results = compared.evolution.regles.length
        return sendResult(request, reply, 'comparaison', compared)
      })
    },
  )

  app.get(
    '/v1/alimentations/:id/tendance',
    {
      schema: documented({
        id: 'lireTendance',
        tag: 'Rapport d’alimentation',
        summary: 'Les trente dernières alimentations en nombres',
        description: FILTERED,
        path: ID,
        query: OF_HEAD.documentation,
        answer: 'tendance',
        problems: [401, 403, 404, 414],
        isCached: true,
      }),
    },
    async (request, reply) => {
      const viewer = await viewerOf(request, services)
      const filter = readFilter(OF_HEAD.read(request) as Given)
      return searches.take(request, async () => {
        const trend = await reports.trend(idOf(request), viewer, filter)
        if (trend === null) throw unknown()
        if (isKnown(request, reply, viewer, [trend])) return reply.code(304).send()
        reply.results = trend.resultats.length
        return sendResult(request, reply, 'tendance', trend)
      })
    },
  )

  async function find(
    request: FastifyRequest,
    viewer: Viewer,
    filter: ReportFilter,
  ): Promise<{ alimentation: Alimentation; masque: boolean }> {
    const found = await reports.get(idOf(request), viewer, filter)
    if (found === null) throw unknown()
    return found
  }
}

/** A filter as the parameters hold it. */
export type Given = Readonly<Record<'source' | 'domaine' | 'etablissement' | 'criticite' | 'code', string | undefined>>

export function idOf(request: FastifyRequest): string {
  return (request.params as { id: string }).id
}

export function unknown(): AnnuaireError {
  return new AnnuaireError('INTROUVABLE', 'Aucune alimentation ne porte cet identifiant.')
}

/** A report changes until its import ends: its head tells one state from another. */
function isKnown(request: FastifyRequest, reply: FastifyReply, viewer: Viewer, seen: readonly object[]): boolean {
  return notModified(request, reply, [viewerKey(viewer), JSON.stringify(seen)], viewer.kind === 'anonyme')
}
