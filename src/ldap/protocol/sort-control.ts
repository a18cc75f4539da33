import { Cursor } from '../ber/cursor.js'
import { ENUMERATED, SEQUENCE } from '../ber/tags.js'
import { validate } from '../ber/validate.js'
import { BerWriter } from '../ber/writer.js'
import { LdapFault } from '../result/fault.js'
import { PROTOCOL_ERROR } from '../result/result-code.js'
import type { Control } from './controls.js'

/** Server side sorting (RFC 2891). */
export const SORT_REQUEST = '1.2.840.113556.1.4.473'
const SORT_RESPONSE = '1.2.840.113556.1.4.474'
const ORDERING_RULE = 0x80
const REVERSE_ORDER = 0x81
const ATTRIBUTE = 0x80
const READ = 10

export interface SortKey {
  readonly attribute: string
  /** Ordering rule by name or OID; null for the attribute's own. */
  readonly rule: string | null
  readonly reverse: boolean
}

export interface SortRequest {
  readonly critical: boolean
  readonly keys: readonly SortKey[]
}

/** What became of the sort; `attribute` is the first key at fault. */
export interface SortResult {
  readonly code: number
  readonly attribute?: string
}

/**
 * SortKeyList ::= SEQUENCE OF SEQUENCE { attributeType, orderingRule [0] OPTIONAL, reverseOrder [1] DEFAULT FALSE }
 * @returns null when the request has no such control
 */
export function sortRequest(controls: readonly Control[]): SortRequest | null {
  const control = controls.find(({ type }) => type === SORT_REQUEST)
  if (control === undefined) return null
  if (control.value === null || control.value.length === 0 || validate(control.value) !== 'sound') {
    throw new LdapFault(PROTOCOL_ERROR, 'Le contrôle de tri n’a pas de valeur lisible.')
  }
  const list = new Cursor(control.value).enter(SEQUENCE)
  const keys: SortKey[] = []
  // Keys that are too many are refused by the sort; there is no need to read all of them.
  while (list.more && keys.length < READ) {
    const key = list.enter(SEQUENCE)
    const attribute = key.text()
    const rule = key.tag === ORDERING_RULE ? key.text(ORDERING_RULE) : null
    const reverse = key.tag === REVERSE_ORDER ? key.boolean(REVERSE_ORDER) : false
    key.finish()
    keys.push({ attribute, rule, reverse })
  }
  if (keys.length === 0) throw new LdapFault(PROTOCOL_ERROR, 'Le contrôle de tri ne nomme aucun attribut.')
  return { critical: control.critical, keys }
}

/** SortResult ::= SEQUENCE { sortResult ENUMERATED, attributeType [0] OPTIONAL } */
export function sortResponse({ code, attribute }: SortResult): Control {
  const writer = new BerWriter(128)
  const sequence = writer.begin(SEQUENCE)
  writer.integer(code, ENUMERATED)
  if (attribute !== undefined) writer.text(attribute.slice(0, 100), ATTRIBUTE)
  writer.end(sequence)
  return { type: SORT_RESPONSE, critical: false, value: writer.take() }
}
