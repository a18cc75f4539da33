import { AnnuaireError } from '../../errors.js'
import { stackOf } from '../../log.js'
import type { Awaitable, Steps } from '../../store/steps.js'
import { decodeBindRequest } from '../protocol/bind-request.js'
import { decodeCompareRequest } from '../protocol/compare-request.js'
import { type Control, refuseUnknown } from '../protocol/controls.js'
import { encodeResult, type Result } from '../protocol/encode-result.js'
import { readControls } from '../protocol/envelope.js'
import { LdapFault } from '../protocol/fault.js'
import { faultOf } from '../protocol/fault-of.js'
import * as operation from '../protocol/operations.js'
import * as code from '../protocol/result-code.js'
import { decodeSearchRequest } from '../protocol/search-request.js'
import { encodeAnswer } from '../search/encode-answer.js'
import { runSearch } from '../search/run-search.js'
import { selectionOf } from '../search/selection.js'
import { bind } from './bind.js'
import { compare } from './compare.js'
import { extended } from './extended.js'
import type { Request } from './request.js'
import type { Services, Session } from './services.js'

export interface Answered {
  readonly blocks: readonly Buffer[]
  /** The session from now on, when the request changed it. */
  readonly session?: Session
}

/** Answers one request, whatever happens: an error becomes its result code. */
export function* answer(request: Request, services: Services, session: Session): Steps<Answered> {
  const { id, operation: requested } = request.envelope
  const response = operation.RESPONSE_OF.get(requested) ?? operation.EXTENDED_RESPONSE
  const one = (result: Result): Answered => ({ blocks: [encodeResult(id, response, result)] })
  try {
    if (request.tooComplex) throw new LdapFault(code.ADMIN_LIMIT_EXCEEDED, 'La requête a trop d’éléments.')
    const controls = readControls(request.envelope)
    if (requested === operation.SEARCH_REQUEST) {
      const found = search(request, controls, services, session)
      return { blocks: (found instanceof Promise ? ((yield found) as Awaited<typeof found>) : found) ?? [] }
    }
    refuseUnknown(controls, [])
    switch (requested) {
      case operation.BIND_REQUEST: {
        const binding = bind(decodeBindRequest(request.envelope.body), services, session)
        const bound = (yield binding) as Awaited<typeof binding>
        return { ...one(bound.result), session: bound.session }
      }
      case operation.COMPARE_REQUEST:
        return one((yield compare(decodeCompareRequest(request.envelope.body), services, session)) as Result)
      case operation.EXTENDED_REQUEST:
        return one(extended(request.envelope.body, services, session))
      default:
        return one({ code: code.UNWILLING_TO_PERFORM, message: 'Cet annuaire est en lecture seule.' })
    }
  } catch (error) {
    if (!(error instanceof LdapFault) && !(error instanceof AnnuaireError)) {
      services.log.error({ evenement: 'ldap.erreur', operation: requested, erreur: stackOf(error) })
    }
    const { code: result, message, matchedDn } = faultOf(error)
    return one({ code: result, message, matchedDn })
  }
}

function search(
  request: Request,
  controls: readonly Control[],
  services: Services,
  session: Session,
): Awaitable<readonly Buffer[] | null> {
  const started = performance.now()
  const wanted = decodeSearchRequest(request.envelope.body)
  const abandoned = () => request.abandoned
  return runSearch(wanted, controls, services, session, abandoned, ({ entries, done }) => {
    // Filters hold names of people: they are not logged.
    services.log.info({
      evenement: 'ldap.recherche',
      portee: wanted.scope,
      code: done.code,
      entrees: entries.length,
      ms: Math.round((performance.now() - started) * 10) / 10,
    })
    return encodeAnswer(request.envelope.id, entries, selectionOf(wanted.attributes), wanted.typesOnly, done)
  })
}
