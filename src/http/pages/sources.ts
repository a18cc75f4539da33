import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Session } from '../../accounts/sessions.js'
import { AnnuaireError } from '../../errors.js'
import { hygieneSheets, MOST_TASKS, renderHygiene } from '../../hygiene/index.js'
import { hygienePage } from '../../pages/hygiene-page.js'
import { type SourceNotices, sourcePage } from '../../pages/source-page.js'
import { sourcesPage } from '../../pages/sources-page.js'
import { LOADUSER_FORMATS, loaduserBook, loaduserRows, MODEL_SHEETS } from '../../records/loaduser-book.js'
import type { Viewer } from '../../report/index.js'
import { xlsx } from '../../sheets/xlsx-writer.js'
import { accountsOf, OwnPace } from '../../store/index.js'
import { QUERY } from '../routes/comptes.js'
import { hygieneQuery } from '../routes/hygiene.js'
import { sendPage } from './send-page.js'
import { checkAdministers, isKnownPage, type PageServices, signedIn, viewerOfSession } from './visit.js'

/** Notices beside the accounts of a source, at most: the report has them all. */
const NOTICES_SHOWN = 100

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
      return sendPage(reply, sourcesPage(published, visit.visitor))
    })
  })

  pages.get('/sources/:source/hygiene', { schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request, services)
    const source = administered(request, visit.session)
    const query = hygieneQuery(request)
    return services.searches.take(request, ({ abandoned }) =>
      services.directory.read(async (directory) => {
        const found = await services.hygiene.of(directory, source, query, new OwnPace(abandoned))
        if (isKnownPage(request, reply, visit, [directory.edition, JSON.stringify(found)]))
          return reply.code(304).send()
        return sendPage(reply, hygienePage(found, visit.visitor))
      }),
    )
  })

  for (const format of LOADUSER_FORMATS) {
    pages.get(`/sources/:source/hygiene.${format}`, { schema: { hide: true } }, async (request, reply) => {
      const source = administered(request, signedIn(request, services).session)
      const query = { ...hygieneQuery(request), decalage: 0, limite: MOST_TASKS }
      return services.searches.take(request, ({ abandoned }) =>
        services.directory.read(async (directory) => {
          const found = await services.hygiene.of(directory, source, query, new OwnPace(abandoned))
          return reply
            .type(TYPES[format])
            .headers(attached(`hygiene-${source}.${format}`))
            .send(format === 'xlsx' ? xlsx(hygieneSheets(found)) : renderHygiene('csv', found))
        }),
      )
    })
  }

  pages.get('/sources/:source', { schema: { hide: true } }, async (request, reply) => {
    const visit = signedIn(request, services)
    const source = administered(request, visit.session)
    const { statut, type, q, decalage, limite } = QUERY.read(request)
    const policies = services.policies()
    return services.searches.take(request, () =>
      services.directory.read(async (directory) => {
        const notices = await noticesOf(source, viewerOfSession(visit.session))
        const facts = [directory.generation.id, JSON.stringify(policies), JSON.stringify(notices)]
        if (isKnownPage(request, reply, visit, facts)) return reply.code(304).send()
        const isPublished = directory.generation.sources.includes(source)
        const query = { statut, type, q }
        const accounts = isPublished
          ? accountsOf(directory, source, query, { window: { decalage, limite }, policies })
          : null
        return sendPage(reply, sourcePage({ source, accounts, query, notices }, visit.visitor))
      }),
    )
  })

  for (const format of LOADUSER_FORMATS) {
    pages.get(`/sources/:source/modele.${format}`, { schema: { hide: true } }, async (request, reply) => {
      administered(request, signedIn(request, services).session)
      return reply
        .type(TYPES[format])
        .headers(attached(`modele-loaduser.${format}`))
        .send(loaduserBook(format, [], MODEL_SHEETS))
    })

    pages.get(`/sources/:source/comptes.${format}`, { schema: { hide: true } }, async (request, reply) => {
      const source = administered(request, signedIn(request, services).session)
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

  /** What the last run said of the source's rows, as far as a page shows it; null when it read no file of it. */
  async function noticesOf(source: string, viewer: Viewer): Promise<SourceNotices | null> {
    const last = await services.reports.get('derniere', viewer)
    if (last === null || !last.alimentation.fichiers.some((file) => file.source === source)) return null
    const { id } = last.alimentation
    const page = await services.reports.avis(id, { source, decalage: 0, limite: NOTICES_SHOWN }, viewer)
    return { run: id, avis: page?.avis ?? [], more: page?.suivant !== null }
  }
}

/** @throws AnnuaireError as checkAdministers */
function administered(request: FastifyRequest, session: Session): string {
  const { source } = request.params as { source: string }
  checkAdministers(session, source)
  return source
}

function attached(name: string): Readonly<Record<string, string>> {
  return { 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' }
}
