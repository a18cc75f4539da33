import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { AnnuaireError } from '../../errors.js'
import { CATALOG } from '../../notices/catalog.js'
import { feedPage } from '../../pages/feed-page.js'
import { feedsPage } from '../../pages/feeds-page.js'
import { SEVERITIES } from '../../resources/report.js'
import { pageParameters } from '../page-parameters.js'
import { Parameters } from '../parameters.js'
import { isKnownPage, type PageServices, signedIn, viewerOfSession } from './visit.js'

/** Runs of the list. */
const LISTED = 30
const CODES = Object.keys(CATALOG) as (keyof typeof CATALOG)[]
const OF_FEED = new Parameters({
  ...pageParameters('Avis', 1_000_000),
  severite: z.enum(SEVERITIES).optional(),
  code: z.enum(CODES).optional(),
})

export function addFeedPages(pages: FastifyInstance, services: PageServices): void {
  const { reports, searches } = services

  pages.get('/alimentations', { schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request, services)
    const viewer = viewerOfSession(visit.session)
    return searches.take(request, async () => {
      const runs = await reports.list(LISTED, viewer)
      if (isKnownPage(request, reply, visit, [JSON.stringify(runs)])) return reply.code(304).send()
      return reply.type('text/html; charset=utf-8').send(feedsPage(runs, visit.visitor))
    })
  })

  pages.get('/alimentations/:id', { schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request, services)
    const viewer = viewerOfSession(visit.session)
    const query = OF_FEED.read(request)
    const { id } = request.params as { id: string }
    return searches.take(request, async () => {
      const found = await reports.get(id, viewer)
      if (found === null) throw new AnnuaireError('INTROUVABLE', 'Aucune alimentation ne porte cet identifiant.')
      if (isKnownPage(request, reply, visit, [JSON.stringify(found)])) return reply.code(304).send()
      const page = (await reports.avis(found.alimentation.id, query, viewer)) ?? { avis: [], suivant: null }
      return reply.type('text/html; charset=utf-8').send(feedPage({ ...found, ...page, query }, visit.visitor))
    })
  })
}
