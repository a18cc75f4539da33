import type { FastifyInstance } from 'fastify'
import { statePage } from '../../pages/state-page.js'
import { NOBODY as NO_VIEWER } from '../../report/index.js'
import { sendPage } from './send-page.js'
import { isKnownPage, type PageServices, visitOf } from './visit.js'

export function addStatePage(pages: FastifyInstance, services: PageServices): void {
  pages.get('/etat', { schema: { hide: true } }, async (request, reply) => {
    const visit = visitOf(request, services)
    return services.searches.take(request, async () => {
      // Of the reports the page shows what everybody may see, the counts.
      const [last = null] = await services.reports.list(1, NO_VIEWER)
      return services.directory.read((directory) => {
        const { generation, fichiers, domaines } = directory
        const report = last?.id === generation.id ? last : null
        const facts = [directory.edition, JSON.stringify(last), String(services.directory.ready)]
        if (isKnownPage(request, reply, visit, facts)) return reply.code(304).send()
        const state = {
          generation,
          files: report?.fichiers ?? [],
          people: fichiers,
          whiteList: domaines.date,
          last,
          isReady: services.directory.ready,
        }
        return sendPage(reply, statePage(state, visit.visitor))
      })
    })
  })
}
