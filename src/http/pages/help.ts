import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AnnuaireError } from '../../errors.js'
import { accessibilityPage } from '../../pages/accessibility-page.js'
import { helpPage, helpTopicPage } from '../../pages/help-page.js'
import { HELP_TOPICS } from '../../pages/help-topics.js'
import { type HelpValues, helpValues } from '../../pages/help-values.js'
import { sendPage } from './send-page.js'
import { isKnownPage, type PageServices, visitOf } from './visit.js'

export function addHelpPages(pages: FastifyInstance, services: PageServices): void {
  pages.get('/aide', { schema: { hide: true } }, async (request, reply) => {
    const visit = visitOf(request, services)
    const values = valuesOf(request)
    if (isKnownPage(request, reply, visit, [JSON.stringify(values)])) return reply.code(304).send()
    return sendPage(reply, helpPage(values, visit.visitor))
  })

  pages.get('/aide/:logiciel', { schema: { hide: true } }, async (request, reply) => {
    const visit = visitOf(request, services)
    const { logiciel } = request.params as { logiciel: string }
    const topic = HELP_TOPICS.find(({ slug }) => slug === logiciel)
    if (topic === undefined) throw new AnnuaireError('INTROUVABLE', 'Aucune page d’aide ne porte ce nom.')
    const values = valuesOf(request)
    if (isKnownPage(request, reply, visit, [JSON.stringify(values)])) return reply.code(304).send()
    return sendPage(reply, helpTopicPage(topic, values, visit.visitor))
  })

  pages.get('/accessibilite', { schema: { hide: true } }, async (request, reply) => {
    const visit = visitOf(request, services)
    if (isKnownPage(request, reply, visit, [])) return reply.code(304).send()
    return sendPage(reply, accessibilityPage(visit.visitor))
  })

  function valuesOf({ headers }: FastifyRequest): HelpValues {
    return helpValues(services.clients, headers.host ?? '', headers['x-forwarded-proto'] === 'https')
  }
}
