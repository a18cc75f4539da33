import type { FastifyInstance } from 'fastify'
import { comparisonPage } from '../../pages/comparison-page.js'
import { feedPage } from '../../pages/feed-page.js'
import { feedsPage } from '../../pages/feeds-page.js'
import { readFilter } from '../../report/index.js'
import { type Given, idOf, OF_COMPARISON, OF_REPORT, unknown } from '../routes/alimentations.js'
import { sendPage } from './send-page.js'
import { isKnownPage, type PageServices, signedIn, viewerOfSession } from './visit.js'

/** Runs of the list. */
const LISTED = 30

export function addFeedPages(pages: FastifyInstance, services: PageServices): void {
  const { reports, searches } = services

  pages.get('/alimentations', { schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request, services)
    const viewer = viewerOfSession(visit.session)
    return searches.take(request, async () => {
      const runs = await reports.list(LISTED, viewer)
      if (isKnownPage(request, reply, visit, [JSON.stringify(runs)])) return reply.code(304).send()
      return sendPage(reply, feedsPage(runs, visit.visitor))
    })
  })

  pages.get('/alimentations/:id', { schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request, services)
    const viewer = viewerOfSession(visit.session)
    const { decalage, limite, severite, ...asked } = OF_REPORT.read(request)
    const filter = readFilter({ ...asked, criticite: asked.criticite ?? severite } as Given)
    return searches.take(request, async () => {
      const [whole, filtered] = [
        await reports.get(idOf(request), viewer),
        await reports.get(idOf(request), viewer, filter),
      ]
      if (whole === null || filtered === null) throw unknown()
      if (isKnownPage(request, reply, visit, [JSON.stringify(filtered)])) return reply.code(304).send()
      const { id } = whole.alimentation
      const page = (await reports.avis(id, { ...filter, decalage, limite }, viewer)) ?? { avis: [], suivant: null }
      const others = (await reports.list(LISTED, viewer)).filter((one) => one.id !== id)
      const shown = { ...filtered, whole: whole.alimentation, ...page, query: { ...filter, limite }, others }
      return sendPage(reply, feedPage(shown, visit.visitor))
    })
  })

  pages.get('/alimentations/:id/comparaison', { schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request, services)
    const viewer = viewerOfSession(visit.session)
    const { avec, ...asked } = OF_COMPARISON.read(request)
    const filter = readFilter(asked as Given)
    return searches.take(request, async () => {
      const found = await reports.compare(idOf(request), avec ?? null, viewer, filter)
      if (found === null) throw unknown()
      if (isKnownPage(request, reply, visit, [JSON.stringify(found)])) return reply.code(304).send()
      return sendPage(reply, comparisonPage(found, visit.visitor))
    })
  })
}
