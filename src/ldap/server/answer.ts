import { AnnuaireError } from '../../errors.js'
import { stackOf } from '../../log.js'
import { andThen, type MaybePromise, runSteps, type Steps, settled } from '../../store/steps.js'
import { ASSERTION } from '../protocol/assertion-control.js'
import { type Control, refuseUnknown } from '../protocol/controls.js'
import { DONT_USE_COPY } from '../protocol/copy-control.js'
import { encodeResult, type Result } from '../protocol/encode-result.js'
import { readControls } from '../protocol/envelope.js'
import { faultOf } from '../protocol/fault-of.js'
import { matchedValuesRequest } from '../protocol/matched-values-control.js'
import * as operation from '../protocol/operations.js'
import { decodeBindRequest, decodeCompareRequest } from '../protocol/requests.js'
import { decodeSearchRequest } from '../protocol/search-request.js'
import { LdapFault } from '../result/fault.js'
import * as code from '../result/result-code.js'
import { runSearch } from '../search/run-search.js'
import { selectionOf } from '../search/selection.js'
import { sendAnswer, sendRest } from '../search/send-answer.js'
import { valuesFilter } from '../search/values-filter.js'
import { bind } from './bind.js'
import { compare } from './compare.js'
import type { Delivery } from './delivery.js'
import { extended } from './extended.js'
import { elementsOf, MOST_ATTRIBUTES } from './limits.js'
import type { Request } from './request.js'
import type { Services, Session } from './services.js'

export interface Answered {
  /** Null when nothing was answered: the request was abandoned. */
  readonly code: number | null
  /** The session from now on, when the request changed it. */
  readonly session?: Session
}

/** Answers one request, whatever happens: an error becomes its result code. */
export function* answer(request: Request, services: Services, session: Session, to: Delivery): Steps<Answered> {
  const { id, operation: requested } = request.envelope
  const response = operation.RESPONSE_OF.get(requested) ?? operation.EXTENDED_RESPONSE
  const one = (result: Result): Answered => {
    to.send(encodeResult(id, response, result))
    return { code: result.code }
  }
  try {
    if (request.tooComplex) throw new LdapFault(code.ADMIN_LIMIT_EXCEEDED, 'La requête a trop d’éléments.')
    const controls = readControls(request.envelope)
    if (requested === operation.SEARCH_REQUEST) {
      const found = search(request, controls, services, session, to)
      return { code: found instanceof Promise ? yield* settled(found) : found }
    }
    refuseUnknown(controls, requested === operation.COMPARE_REQUEST ? [DONT_USE_COPY, ASSERTION] : [])
    switch (requested) {
      case operation.BIND_REQUEST: {
        const bound = yield* settled(bind(decodeBindRequest(request.envelope.body), services, session))
        return { ...one(bound.result), session: bound.session }
      }
      case operation.COMPARE_REQUEST:
        return one(yield* settled(compare(decodeCompareRequest(request.envelope.body), controls, services, session)))
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

/** @returns the result code; null when the search was abandoned */
function search(
  request: Request,
  controls: readonly Control[],
  services: Services,
  session: Session,
  to: Delivery,
): MaybePromise<number | null> {
  const wanted = decodeSearchRequest(request.envelope.body, elementsOf(session), MOST_ATTRIBUTES)
  const items = matchedValuesRequest(controls)
  const form = {
    id: request.envelope.id,
    selection: selectionOf(wanted.attributes),
    typesOnly: wanted.typesOnly,
    values: items === null ? null : valuesFilter(items),
  }
  const abandoned = () => request.abandoned
  const sent = runSearch(wanted, controls, services, session, abandoned, (found, pace) => {
    request.entries = found.places.length
    const { code: result } = found.done
    return andThen(runSteps(sendAnswer(found, form, to, pace)), (from) => {
      if (from === null) return { result, rest: null }
      request.handedOver = performance.now()
      // The client takes its time: neither its place among the searches nor its entries are kept for it.
      const { places, again, done } = found
      const rest = { places, again, done }
      return { result, rest: services.directory.read(() => sendRest(rest, from, form, to, () => to.room())) }
    })
  })
  return andThen(sent, (all) => {
    if (all === null) return null
    return all.rest === null ? all.result : all.rest.then(() => all.result)
  })
}
