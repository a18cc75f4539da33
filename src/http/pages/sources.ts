import type { FastifyInstance } from 'fastify'
import { AnnuaireError } from '../../errors.js'
import { sourcePage } from '../../pages/source-page.js'
import { sourcesPage } from '../../pages/sources-page.js'
import { LOADUSER_FORMATS, loaduserBook, loaduserRows, MODEL_SHEETS } from '../../records/loaduser-book.js'
import { accountsOf } from '../../store/index.js'
import { QUERY } from '../routes/comptes.js'
import { checkAdministers, isKnownPage, type PageServices, signedIn } from './visit.js'

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

export function addSourcePages(pages: FastifyInstance, services: PageServices): void {
  pages.get('/sources', { schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request, services)
    return services.directory.read((directory) => {
      if (isKnownPage(request, reply, visit, [directory.edition])) return reply.code(304).send()
      const published = directory.generation.sources
      return reply.type('text/html; charset=utf-8').send(sourcesPage(published, visit.visitor))
    })
  })

  pages.get('/sources/:source', { schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request, services)
    const { source } = request.params as { source: string }
    checkAdministers(visit.session, source)
    const { statut, type, q, decalage, limite } = QUERY.read(request)
    const policies = services.policies()
    return services.searches.take(request, () =>
      services.directory.read((directory) => {
        const facts = [directory.generation.id, JSON.stringify(policies)]
        if (isKnownPage(request, reply, visit, facts)) return reply.code(304).send()
        const isPublished = directory.generation.sources.includes(source)
        const query = { statut, type, q }
        const accounts = isPublished
          ? accountsOf(directory, source, query, { window: { decalage, limite }, policies })
          : null
        return reply.type('text/html; charset=utf-8').send(sourcePage({ source, accounts, query }, visit.visitor))
      }),
    )
  })

  for (const format of LOADUSER_FORMATS) {
    pages.get(`/sources/:source/modele.${format}`, { schema: { hide: true } }, async (request, reply) => {
      const { session } = signedIn(request, services)
      const { source } = request.params as { source: string }
      checkAdministers(session, source)
      return reply
        .type(TYPES[format])
        .headers(attached(`modele-loaduser.${format}`))
        .send(loaduserBook(format, [], MODEL_SHEETS))
    })

    pages.get(`/sources/:source/comptes.${format}`, { schema: { hide: true } }, async (request, reply) => {
      const { session } = signedIn(request, services)
      const { source } = request.params as { source: string }
      checkAdministers(session, source)
      return services.directory.read((directory) => {
        if (!directory.generation.sources.includes(source)) {
          throw new AnnuaireError('INTROUVABLE', `La source ${source} n’a rien publié.`)
        }
        // Read whole while the generation is held: what is streamed may outlast it.
        const rows = [...loaduserRows(directory.accounts.lines(source))]
        return reply
          .type(TYPES[format])
          .headers(attached(`${source}-${directory.generation.id}.${format}`))
          .send(loaduserBook(format, rows))
      })
    })
  }
}

function attached(name: string): Readonly<Record<string, string>> {
  return { 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' }
}
