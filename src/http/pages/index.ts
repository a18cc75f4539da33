import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Sessions } from '../../accounts/sessions.js'
import { ASSETS } from '../../pages/assets.js'
import { problemPage } from '../../pages/problem-page.js'
import { NOBODY, type Visitor } from '../../pages/visitor.js'
import type { Problem } from '../../resources/service.js'
import { varyBy } from '../caching.js'
import type { HttpServices } from '../options.js'
import { FORM_HEADERS } from '../security-headers.js'
import { addFeedPages } from './feeds.js'
import { addHelpPages } from './help.js'
import { addRecordPages } from './records.js'
import { addSearchPages } from './search.js'
import { sendPage } from './send-page.js'
import { addSignIn, signInAddress } from './sign-in.js'
import { addSourcePages } from './sources.js'
import { addStatePage } from './state.js'
import { type PageServices, visitOf } from './visit.js'

/** Bytes of a form: its fields are short. */
const FORM_BYTES = 16_384
const FOR_GOOD = 'public, max-age=31536000, immutable'

type ProblemSender = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => FastifyReply

/**
 * The pages for people, beside the API: they ask the same services.
 * @param problemOf what is told of a fault, which is logged
 * @returns what tells a problem as a page
 */
export async function addPages(
  app: FastifyInstance,
  options: HttpServices,
  problemOf: (error: unknown) => Problem,
): Promise<ProblemSender> {
  const services: PageServices = { ...options, sessions: new Sessions(options.authenticator) }
  const send: ProblemSender = (request, reply, problem) => {
    reply.code(problem.status).headers(FORM_HEADERS).removeHeader('etag').header('cache-control', 'no-store')
    if (problem.status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', '60')
    varyBy(reply, ['Cookie'])
    return sendPage(reply, problemPage(problem, visitorOf(request, services)))
  }
  await app.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'buffer', bodyLimit: FORM_BYTES },
      (_request, bytes, done) => done(null, bytes),
    )
    pages.addHook('onRequest', (_request, reply, done) => {
      reply.headers(FORM_HEADERS)
      done()
    })
    pages.setErrorHandler<FastifyError>((error, request, reply) => {
      const problem = problemOf(error)
      if (problem.status === 401) return reply.redirect(signInAddress(request), 303)
      return send(request, reply, problem)
    })
    for (const { address, type, content } of ASSETS) {
      pages.get(address, { schema: { hide: true } }, async (_request, reply) =>
        reply.type(type).header('cache-control', FOR_GOOD).send(content),
      )
    }
    addSearchPages(pages, services)
    addRecordPages(pages, services)
    addSignIn(pages, services)
    addFeedPages(pages, services)
    addSourcePages(pages, services)
    addHelpPages(pages, services)
    addStatePage(pages, services)
  })
  return send
}

/** Whether a browser asks: it names HTML before all else. */
export function wantsPage({ headers, method }: FastifyRequest): boolean {
  return method === 'GET' && /^text\/html\b/i.test(headers.accept ?? '')
}

function visitorOf(request: FastifyRequest, services: PageServices): Visitor {
  try {
    return visitOf(request, services).visitor
  } catch {
    return NOBODY
  }
}
