import { parse } from 'node:querystring'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AnnuaireError } from '../../errors.js'
import { signInPage } from '../../pages/sign-in-page.js'
import { NOBODY } from '../../pages/visitor.js'
import { checkOwnMachine } from '../credentials.js'
import { sendPage } from './send-page.js'
import { checkSameSite, checkToken, type PageServices, setCookie, shownBy, signedIn } from './visit.js'

/** Names of fields that are read; others of a form are left aside. */
const MOST_FIELDS = 50

/** The fields of a form, each once. @throws AnnuaireError CRITERE_INVALIDE when a field is repeated */
function formOf({ body }: FastifyRequest): Readonly<Record<string, string>> {
  const given = parse(Buffer.isBuffer(body) ? body.toString('utf8') : '', '&', '=', { maxKeys: MOST_FIELDS })
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'string')
      throw new AnnuaireError('CRITERE_INVALIDE', `Champ donné plusieurs fois : ${name.slice(0, 50)}.`)
  }
  return given as Record<string, string>
}

/** Where somebody goes on after signing in: an address of this server alone. */
export function signInAddress({ url, method }: FastifyRequest): string {
  return method === 'GET' ? `/connexion?retour=${encodeURIComponent(url)}` : '/connexion'
}

/**
 * Signing in with the accounts that exist (`annuaire compte`). Pro Santé Connect would begin its sessions here as well, once
 * it has told who comes back from it.
 */
export function addSignIn(pages: FastifyInstance, services: PageServices): void {
  pages.get('/connexion', { schema: { hide: true } }, async (request, reply) => {
    const { retour } = request.query as { retour?: string | string[] }
    const page = signInPage({ back: backOf(retour), account: '', fault: null }, NOBODY)
    return sendPage(reply.header('cache-control', 'no-store'), page)
  })

  pages.post('/connexion', { schema: { hide: true } }, async (request, reply) => {
    checkOwnMachine(request, services.clearPasswords)
    checkSameSite(request)
    const { compte = '', motDePasse = '', retour } = formOf(request)
    const name = compte.trim()
    const back = backOf(retour)
    reply.header('cache-control', 'no-store')
    const known = await services.authenticator.authenticate(name, motDePasse, request.socket)
    const shown = known === null ? null : services.sessions.begin(name, known)
    if (shown === null) {
      const fault = 'Nom de compte ou mot de passe incorrect.'
      return sendPage(reply.code(401), signInPage({ back, account: name, fault }, NOBODY))
    }
    setCookie(request, reply, shown)
    return reply.redirect(back, 303)
  })

  pages.post('/deconnexion', { schema: { hide: true } }, async (request, reply) => {
    const { session } = signedIn(request, services)
    checkToken(session, formOf(request)['jeton'])
    services.sessions.end(shownBy(request) ?? '')
    setCookie(request, reply, null)
    return reply.header('cache-control', 'no-store').redirect('/', 303)
  })
}

/** A path of this server: `//host` and `/\host` lead elsewhere. */
function backOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && given.length <= 2000 && /^\/(?![/\\])[\x21-\x7e]*$/.test(given) ? given : '/'
}
