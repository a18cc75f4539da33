import { Cursor } from '../ber/cursor.js'
import { ENUMERATED, OCTET_STRING, SEQUENCE } from '../ber/tags.js'
import { validate } from '../ber/validate.js'
import { BerWriter } from '../ber/writer.js'
import { LdapFault } from '../result/fault.js'
import { PROTOCOL_ERROR } from '../result/result-code.js'
import type { Control } from './controls.js'

/** Virtual list view (draft-ietf-ldapext-ldapv3-vlv-09): Outlook browses an address book by it. */
export const LIST_VIEW_REQUEST = '2.16.840.1.113730.3.4.9'
const LIST_VIEW_RESPONSE = '2.16.840.1.113730.3.4.10'
const BY_OFFSET = 0xa0
const BY_VALUE = 0x81

/** The entry around which the view lies: its place, or the first one whose sort key is not before a value. */
export type Target =
  | { readonly kind: 'offset'; readonly offset: number; readonly contentCount: number }
  | { readonly kind: 'value'; readonly value: string | null }

export interface ListViewRequest {
  readonly before: number
  readonly after: number
  readonly target: Target
  /** What an earlier answer said of where the client stands; null when it says nothing. */
  readonly context: Buffer | null
}

export interface ListViewResult {
  readonly code: number
  readonly position: number
  readonly count: number
  readonly context?: Buffer | null
}

/** @returns null when the request has no such control */
export function listViewRequest(controls: readonly Control[]): ListViewRequest | null {
  const control = controls.find(({ type }) => type === LIST_VIEW_REQUEST)
  if (control === undefined) return null
  if (control.value === null || control.value.length === 0 || validate(control.value) !== 'sound') {
    throw new LdapFault(PROTOCOL_ERROR, 'Le contrôle de liste virtuelle n’a pas de valeur lisible.')
  }
  const request = new Cursor(control.value).enter(SEQUENCE)
  const before = request.integer()
  const after = request.integer()
  const target = readTarget(request)
  const context = request.tag === OCTET_STRING ? request.octets() : null
  request.finish()
  if (before < 0 || after < 0) throw new LdapFault(PROTOCOL_ERROR, 'La liste virtuelle demandée est négative.')
  return { before, after, target, context: context === null || context.length === 0 ? null : context }
}

function readTarget(request: Cursor): Target {
  if (request.tag === BY_VALUE) return { kind: 'value', value: request.looseText(BY_VALUE) }
  const place = request.enter(BY_OFFSET)
  const offset = place.integer()
  const contentCount = place.integer()
  place.finish()
  return { kind: 'offset', offset, contentCount }
}

/** VirtualListViewResponse ::= SEQUENCE { targetPosition, contentCount, virtualListViewResult ENUMERATED, contextID OPTIONAL } */
export function listViewResponse({ code, position, count, context = null }: ListViewResult): Control {
  const writer = new BerWriter(64)
  const sequence = writer.begin(SEQUENCE)
  writer.integer(position)
  writer.integer(count)
  writer.integer(code, ENUMERATED)
  if (context !== null) writer.octets(context)
  writer.end(sequence)
  return { type: LIST_VIEW_RESPONSE, critical: false, value: writer.take() }
}
