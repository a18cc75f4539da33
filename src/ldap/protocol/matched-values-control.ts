import { Cursor } from '../ber/cursor.js'
import { SEQUENCE } from '../ber/tags.js'
import { validate } from '../ber/validate.js'
import { LdapFault } from '../result/fault.js'
import { ADMIN_LIMIT_EXCEEDED, PROTOCOL_ERROR } from '../result/result-code.js'
import { type Control, controlOf } from './controls.js'
import { decodeFilter } from './decode-filter.js'
import type { Comparison, Extensible, Filter, Substrings } from './filter.js'

/** Only those values that match something (RFC 3876). */
export const MATCHED_VALUES = '1.2.826.0.1.3344810.2.3'

/** A filter that is about one value, without AND, OR and NOT. */
export type SimpleItem = Extract<Filter, { kind: 'present' }> | Comparison | Substrings | Extensible

/** Each value is compared with each of them. */
const MOST_ITEMS = 50

/**
 * ValuesReturnFilter ::= SEQUENCE OF SimpleFilterItem
 * @returns null when the request has no such control
 */
export function matchedValuesRequest(controls: readonly Control[]): readonly SimpleItem[] | null {
  const control = controlOf(controls, MATCHED_VALUES)
  if (control === null) return null
  if (control.value === null || control.value.length === 0 || validate(control.value) === 'malformed') {
    throw new LdapFault(PROTOCOL_ERROR, 'Le contrôle des valeurs à rendre n’a pas de valeur lisible.')
  }
  const whole = new Cursor(control.value)
  const list = whole.enter(SEQUENCE)
  whole.finish()
  const items: SimpleItem[] = []
  while (list.more) {
    if (items.length === MOST_ITEMS) {
      throw new LdapFault(ADMIN_LIMIT_EXCEEDED, `Le filtre des valeurs à rendre a plus de ${MOST_ITEMS} conditions.`)
    }
    items.push(simpleItem(list))
  }
  return items
}

const OF_OTHERS: ReadonlySet<number> = new Set([0xa0, 0xa1, 0xa2])

function simpleItem(list: Cursor): SimpleItem {
  if (OF_OTHERS.has(list.tag)) {
    throw new LdapFault(PROTOCOL_ERROR, 'Le filtre des valeurs à rendre ne combine pas de conditions.')
  }
  const item = decodeFilter(list) as SimpleItem
  // SimpleMatchingAssertion has no dnAttributes: a value is not its entry's name.
  return item.kind === 'extensible' ? { ...item, dnAttributes: false } : item
}
