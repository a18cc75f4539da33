import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Right } from '../accounts/right.js'
import { RIGHTS_OF_ROLE } from '../accounts/role.js'
import { AnnuaireError } from '../errors.js'
import { ADMINISTRATOR, NOBODY, type Viewer } from '../report/index.js'
import { ANONYMOUS, andThen, type MaybePromise, type Reader } from '../store/index.js'
import { credentialsOf, keyOf } from './credentials.js'
import type { HttpServices } from './options.js'
import { MissingRight } from './problem.js'

type Services = Pick<HttpServices, 'authenticator' | 'keys' | 'clearPasswords' | 'openNational'>

/** Who searches and reads. It has what readerOf takes, and throws the same. */
export function readerOf(request: FastifyRequest, services: Services): MaybePromise<Reader> {
  return andThen(allowed(request, services, 'lire'), readerIn)
}

/** Who reads a report. The machine itself is nobody in particular: its administrator has a command. Throws as readerOf. */
export async function viewerOf(request: FastifyRequest, services: Services): Promise<Viewer> {
  const { reader, isOperator, establishment } = await allowed(request, services, 'rapport')
  if (isOperator) return ADMINISTRATOR
  return reader === ANONYMOUS ? NOBODY : { kind: 'compte', sources: reader.sources, etablissement: establishment }
}

/**
 * Who administers a regional source. Throws as readerOf, and AnnuaireError NON_AUTORISE when nobody in particular asks,
 * INTROUVABLE when the source is not open to who does: that it exists is not told.
 */
export async function sourceReader(request: FastifyRequest, services: Services, source: string): Promise<void> {
  const viewer = await viewerOf(request, services)
  if (viewer.kind === 'anonyme') throw new AnnuaireError('NON_AUTORISE', WANTED_OF_SOURCE)
  // What a source declares is more than the lines of one establishment.
  if (viewer.kind === 'compte' && (!viewer.sources.includes(source) || viewer.etablissement !== undefined)) {
    throw new AnnuaireError('INTROUVABLE', 'Cette source n’existe pas, ou n’est pas ouverte à ce compte.')
  }
}

/** Who copies as files. Throws as readerOf. @returns whose sources may be copied, besides the national data */
export function extractorOf(request: FastifyRequest, services: Services): MaybePromise<Reader> {
  return andThen(allowed(request, services, 'extraire'), readerIn)
}

/** Of every route of data when the national data is closed, so that none can be forgotten: somebody has to be named. */
export function addNationalAccess(app: FastifyInstance, services: Services): void {
  app.decorateRequest('keyOutcome', null)
  if (services.openNational) return
  app.addHook('onRequest', async (request) => {
    if (/^\/(v1|webservices)\//.test(request.routeOptions.url ?? '')) await somebody(request, services)
  })
}

/** Whoever is named needs the right of what is asked; nobody in particular may do what is open to all. */
function allowed(request: FastifyRequest, services: Services, right: Right): MaybePromise<Somebody> {
  return andThen(somebody(request, services), (somebody) => {
    const { reader, rights, isKey } = somebody
    if (reader === ANONYMOUS || rights.has(right)) return somebody
    throw new MissingRight(right, `${isKey ? 'La clé présentée n’a' : 'Ce compte n’a'} pas le droit « ${right} ».`)
  })
}

interface Somebody {
  readonly reader: Reader
  readonly rights: ReadonlySet<Right>
  /** Named by a key, not by an account. */
  readonly isKey: boolean
  /** An account that reads whole reports. */
  readonly isOperator: boolean
  /** The only establishment whose report it reads. */
  readonly establishment?: string | undefined
}

const readerIn = ({ reader }: Somebody): Reader => reader

const NO_ONE: Somebody = { reader: ANONYMOUS, rights: new Set(), isKey: false, isOperator: false }
const WANTED_OF_SOURCE =
  'Ce que déclare une source se lit avec un compte ou une clé d’API ouverts à cette source (annuaire compte, annuaire cle).'
const WANTED =
  'Cet annuaire demande un compte (HTTP Basic) ou une clé d’API (Authorization: Bearer, ou X-API-Key) : son administrateur les donne.'

/**
 * Who asks: the account or the key of the request, or nobody in particular.
 * @throws AnnuaireError NON_AUTORISE when credentials are given and wrong, or wanted and not given; ClearPassword when
 *   others may have read them
 */
function somebody(request: FastifyRequest, services: Services): MaybePromise<Somebody> {
  const credentials = credentialsOf(request, services.clearPasswords)
  if (credentials.kind === 'none') {
    if (services.openNational) return NO_ONE
    throw new AnnuaireError('NON_AUTORISE', WANTED)
  }
  if (credentials.kind === 'key') {
    const outcome = keyOf(request, credentials.text, services)
    if (outcome === 'expirée') throw new AnnuaireError('NON_AUTORISE', 'La clé présentée a expiré.')
    if (outcome === 'inconnue') throw new AnnuaireError('NON_AUTORISE', 'Clé d’API inconnue ou révoquée.')
    const { reader, rights, establishment } = outcome
    return { reader, rights, establishment, isKey: true, isOperator: false }
  }
  const reader =
    credentials.kind === 'malformed'
      ? null
      : services.authenticator.authenticate(credentials.name, credentials.password, request.socket)
  return andThen(reader, (known) => {
    if (known === null) throw new AnnuaireError('NON_AUTORISE', 'Nom de compte ou mot de passe incorrect.')
    return { reader: known, rights: RIGHTS_OF_ROLE[known.role], isKey: false, isOperator: known.role === 'exploitant' }
  })
}
