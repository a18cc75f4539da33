import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ACCOUNT_RIGHTS, type Right } from '../accounts/right.js'
import { AnnuaireError } from '../errors.js'
import { NOBODY, type Viewer } from '../report/index.js'
import { ANONYMOUS, type Reader } from '../store/index.js'
import { credentialsOf, keyOf } from './credentials.js'
import type { HttpServices } from './options.js'
import { MissingRight } from './problem.js'

type Services = Pick<HttpServices, 'authenticator' | 'keys' | 'clearPasswords' | 'openNational'>

/** Who searches and reads. It has what readerOf takes, and throws the same. */
export function readerOf(request: FastifyRequest, services: Services): Promise<Reader> {
  return asker(request, services, 'lire')
}

/** Who reads a report. The machine itself is nobody in particular: its administrator has a command. Throws as readerOf. */
export async function viewerOf(request: FastifyRequest, services: Services): Promise<Viewer> {
  const reader = await asker(request, services, 'rapport')
  return reader === ANONYMOUS ? NOBODY : { kind: 'compte', sources: reader.sources }
}

/**
 * Who copies as files.
 * @param source the region that is asked for; null for what anybody may copy, and the regions of the reader with it
 * @returns whose sources may be copied: ANONYMOUS when the national data alone may be
 * @throws as readerOf; AnnuaireError NON_AUTORISE when nobody is named and a region is asked for; MissingRight when it is not
 *   one of theirs: the same whether there is such a region or not
 */
export async function extractorOf(
  request: FastifyRequest,
  services: Services,
  source: string | null = null,
): Promise<Reader> {
  const reader = await asker(request, services, 'extraire')
  if (source === null || reader.sources.includes(source)) return reader
  if (reader === ANONYMOUS) throw new AnnuaireError('NON_AUTORISE', EXTRACTOR_WANTED)
  throw new MissingRight('extraire', 'La clé présentée n’ouvre pas cette source régionale.')
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
async function asker(request: FastifyRequest, services: Services, right: Right): Promise<Reader> {
  const { reader, rights, ofKey } = await somebody(request, services)
  if (reader === ANONYMOUS || rights.has(right)) return reader
  throw new MissingRight(right, `${ofKey ? 'La clé présentée' : 'Un compte'} n’a pas le droit « ${right} ».`)
}

interface Somebody {
  readonly reader: Reader
  readonly rights: ReadonlySet<Right>
  readonly ofKey: boolean
}

const RIGHTS_OF_ACCOUNT: ReadonlySet<Right> = new Set(ACCOUNT_RIGHTS)
const NO_ONE: Somebody = { reader: ANONYMOUS, rights: new Set(), ofKey: false }
const WANTED =
  'Cet annuaire demande un compte (HTTP Basic) ou une clé d’API (Authorization: Bearer, ou X-API-Key) : son administrateur les donne.'
const EXTRACTOR_WANTED =
  'L’extraction d’une source régionale demande une clé d’API (Authorization: Bearer, ou X-API-Key) qui a le droit « extraire ».'

/**
 * Who asks: the account or the key of the request, or nobody in particular.
 * @throws AnnuaireError NON_AUTORISE when credentials are given and wrong, or wanted and not given; ClearPassword when
 *   others may have read them
 */
async function somebody(request: FastifyRequest, services: Services): Promise<Somebody> {
  const credentials = credentialsOf(request, services.clearPasswords)
  if (credentials.kind === 'none') {
    if (services.openNational) return NO_ONE
    throw new AnnuaireError('NON_AUTORISE', WANTED)
  }
  if (credentials.kind === 'key') {
    const outcome = keyOf(request, credentials.text, services)
    if (outcome === 'expirée') throw new AnnuaireError('NON_AUTORISE', 'La clé présentée a expiré.')
    if (outcome === 'inconnue') throw new AnnuaireError('NON_AUTORISE', 'Clé d’API inconnue ou révoquée.')
    return { reader: outcome.reader, rights: outcome.rights, ofKey: true }
  }
  const reader =
    credentials.kind === 'malformed'
      ? null
      : await services.authenticator.authenticate(credentials.name, credentials.password, request.socket)
  if (reader === null) throw new AnnuaireError('NON_AUTORISE', 'Nom de compte ou mot de passe incorrect.')
  return { reader, rights: RIGHTS_OF_ACCOUNT, ofKey: false }
}
