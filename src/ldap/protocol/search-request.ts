import { Cursor } from '../ber/cursor.js'
import { SEQUENCE } from '../ber/tags.js'
import { validate } from '../ber/validate.js'
import { LdapFault } from '../result/fault.js'
import { ADMIN_LIMIT_EXCEEDED, PROTOCOL_ERROR } from '../result/result-code.js'
import { decodeFilter } from './decode-filter.js'
import type { Filter } from './filter.js'
import { SEARCH_REQUEST } from './operations.js'

/** `below` is the subtree without its base (draft-sermersheim-ldap-subordinate-scope, which OpenLDAP takes). */
export type Scope = 'base' | 'one' | 'sub' | 'below'
const SCOPES: readonly Scope[] = ['base', 'one', 'sub', 'below']

export interface SearchRequest {
  readonly base: string
  readonly scope: Scope
  /** 0 when the client sets no limit. */
  readonly sizeLimit: number
  /** In seconds, 0 when the client sets no limit. */
  readonly timeLimit: number
  readonly typesOnly: boolean
  readonly filter: Filter
  /** The filter's own bytes, to recognise the same search on its next page. */
  readonly filterBytes: Buffer
  readonly attributes: readonly string[]
}

/**
 * SearchRequest of RFC 4511 §4.5.1.
 * @param mostElements of the filter @param mostAttributes asked for
 * @throws LdapFault adminLimitExceeded beyond
 */
export function decodeSearchRequest(body: Buffer, mostElements: number, mostAttributes: number): SearchRequest {
  const request = new Cursor(body).enter(SEARCH_REQUEST)
  const base = request.text()
  const scope = SCOPES[request.enumerated()]
  const deref = request.enumerated()
  const sizeLimit = request.integer()
  const timeLimit = request.integer()
  const typesOnly = request.boolean()
  if (scope === undefined) throw new LdapFault(PROTOCOL_ERROR, 'La portée de la recherche est inconnue.')
  if (deref < 0 || deref > 3) throw new LdapFault(PROTOCOL_ERROR, 'Le suivi des alias demandé est inconnu.')
  if (sizeLimit < 0 || timeLimit < 0) throw new LdapFault(PROTOCOL_ERROR, 'Une limite de recherche est négative.')
  const filterBytes = request.element()
  // No element is shorter than two bytes.
  if (filterBytes.length > 2 * mostElements && validate(filterBytes, mostElements) !== 'sound') throw tooLarge()
  const filter = decodeFilter(new Cursor(filterBytes))
  const list = request.enter(SEQUENCE)
  const attributes: string[] = []
  // A name that is no text is the name of no attribute: unknown ones are ignored (RFC 4511 §4.5.1.8).
  while (list.more) {
    if (attributes.length === mostAttributes) throw tooLarge()
    attributes.push(list.looseText() ?? '')
  }
  return { base, scope, sizeLimit, timeLimit, typesOnly, filter, filterBytes, attributes }
}

function tooLarge(): LdapFault {
  return new LdapFault(ADMIN_LIMIT_EXCEEDED, 'La requête a trop d’éléments.')
}
