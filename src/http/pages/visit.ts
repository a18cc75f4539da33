import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Known } from '../../accounts/authenticator.js'
import { RIGHTS_OF_ROLE } from '../../accounts/role.js'
import { isTokenOf, type Session, type Sessions } from '../../accounts/sessions.js'
import { AnnuaireError } from '../../errors.js'
import { NOBODY, type Visitor } from '../../pages/visitor.js'
import { ADMINISTRATOR, type Viewer } from '../../report/index.js'
import { ANONYMOUS, type Reader } from '../../store/index.js'
import { notModified, varyBy } from '../caching.js'
import type { HttpServices } from '../options.js'

export interface PageServices extends HttpServices {
  readonly sessions: Sessions
}

/** Who asks for a page. */
export interface Visit {
  readonly reader: Reader
  readonly visitor: Visitor
  readonly session: Session | null
}

const COOKIE = 'annuaire_session'
const SHOWN = new RegExp(`(?:^|;\\s?)${COOKIE}=([A-Za-z0-9_-]{43})(?:;|$)`)

/**
 * Who asks for a page: the session that its browser shows, or nobody in particular.
 * @throws AnnuaireError NON_AUTORISE when nobody in particular asks and the national data is closed
 */
export function visitOf(request: FastifyRequest, { sessions, openNational }: PageServices): Visit {
  const shown = shownBy(request)
  const session = shown === null ? null : sessions.find(shown)
  if (session !== null) return { reader: session.known, visitor: visitorOf(session), session }
  if (!openNational) throw new AnnuaireError('NON_AUTORISE', 'Cet annuaire demande de se connecter.')
  return { reader: ANONYMOUS, visitor: NOBODY, session: null }
}

/** The same of a page for accounts. @throws AnnuaireError NON_AUTORISE when nobody in particular asks */
export function signedIn(request: FastifyRequest, services: PageServices): Visit & { readonly session: Session } {
  const { session, ...visit } = visitOf(request, services)
  if (session !== null) return { ...visit, session }
  throw new AnnuaireError('NON_AUTORISE', 'Cette page demande de se connecter.')
}

/** What of the reports a session shows. @throws AnnuaireError INTROUVABLE when its role reads none */
export function viewerOfSession({ known }: Session): Viewer {
  if (known.role === 'exploitant') return ADMINISTRATOR
  if (!RIGHTS_OF_ROLE[known.role].has('rapport')) {
    throw new AnnuaireError('INTROUVABLE', 'Ce compte ne lit pas les rapports d’alimentation.')
  }
  return { kind: 'compte', sources: known.sources }
}

/** @throws AnnuaireError INTROUVABLE when the session does not administer the source: that it exists is not told */
export function checkAdministers({ known }: Session, source: string): void {
  if (known.sources.includes(source) && RIGHTS_OF_ROLE[known.role].has('rapport')) return
  throw new AnnuaireError('INTROUVABLE', 'Cette source n’existe pas, ou n’est pas ouverte à ce compte.')
}

/**
 * That a form was made by a page of this session (OWASP CSRF).
 * @throws AnnuaireError CRITERE_INVALIDE otherwise
 */
export function checkToken(session: Session, given: string | undefined): void {
  if (given !== undefined && isTokenOf(session, given)) return
  throw new AnnuaireError(
    'CRITERE_INVALIDE',
    'Cette demande ne vient pas d’une page de cette session : rechargez la page et recommencez.',
  )
}

/**
 * Without a session there is no token: the browser says where a form comes from (Fetch Metadata, or Origin).
 * @throws AnnuaireError CRITERE_INVALIDE when it comes from another site
 */
export function checkSameSite({ headers }: FastifyRequest): void {
  const { 'sec-fetch-site': site, origin, host } = headers
  const isOther =
    site === undefined ? origin !== undefined && hostOf(origin) !== host : site !== 'same-origin' && site !== 'none'
  if (isOther) throw new AnnuaireError('CRITERE_INVALIDE', 'Ce formulaire vient d’un autre site.')
}

/** A page's answer depends on the session too. @returns true when the browser holds it already */
export function isKnownPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { reader, visitor }: Visit,
  facts: readonly string[],
): boolean {
  const known = notModified(request, reply, [...facts, ...reader.sources, visitor.token], visitor.account === null)
  varyBy(reply, ['Cookie'])
  return known
}

/** @param shown what opens the session; null ends it */
export function setCookie(request: FastifyRequest, reply: FastifyReply, shown: string | null): void {
  // A proxy of the machine says that it speaks HTTPS; whoever says so without it harms himself alone.
  const secure = request.headers['x-forwarded-proto'] === 'https' ? '; Secure' : ''
  const end = shown === null ? '; Max-Age=0' : ''
  reply.header('set-cookie', `${COOKIE}=${shown ?? ''}; Path=/; HttpOnly; SameSite=Strict${secure}${end}`)
}

export function shownBy({ headers }: FastifyRequest): string | null {
  return SHOWN.exec(headers.cookie ?? '')?.[1] ?? null
}

function visitorOf({ account, known, token }: Session): Visitor {
  const administers = RIGHTS_OF_ROLE[known.role].has('rapport')
  return { account, administered: administers ? known.sources : [], isOperator: isOperator(known), token }
}

function isOperator({ role }: Known): boolean {
  return role === 'exploitant'
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
