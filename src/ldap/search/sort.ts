import type { Pace } from '../../store/pace.js'
import type { Steps } from '../../store/steps.js'
import { isOrdered, normaliser, order } from '../filter/matching.js'
import type { SortKey, SortResult } from '../protocol/sort-control.js'
import * as code from '../result/result-code.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { attributeDescription, withSubtypes } from '../schema/attribute-types.js'
import { matchingRule } from '../schema/matching-rules.js'
import type { Entry } from '../tree/entry.js'
import type { Found } from './found.js'
import type { Stop } from './gather.js'
import { SORT_KEYS } from './limits.js'

/** A sort key whose attribute is known to have an order. */
export interface Sorting {
  readonly types: readonly AttributeType[]
  readonly type: AttributeType
  readonly reverse: boolean
}

/** What the keys mean, or why they mean nothing (RFC 2891 §1.2). */
export function sortings(keys: readonly SortKey[]): readonly Sorting[] | SortResult {
  if (keys.length > SORT_KEYS) return { code: code.UNWILLING_TO_PERFORM, attribute: keys[SORT_KEYS]!.attribute }
  const made: Sorting[] = []
  for (const { attribute, rule, reverse } of keys) {
    const { type, hasOptions } = attributeDescription(attribute)
    if (type === undefined || hasOptions) return { code: code.NO_SUCH_ATTRIBUTE, attribute }
    if (!isOrdered(type.matching) || !mayOrder(type, rule)) return { code: code.INAPPROPRIATE_MATCHING, attribute }
    made.push({ type, types: withSubtypes(type), reverse })
  }
  return made
}

/** An ordering rule may be named when it is the attribute's own, or that of every text. */
function mayOrder(type: AttributeType, rule: string | null): boolean {
  if (rule === null) return true
  const named = matchingRule(rule)?.name
  return named !== undefined && (named === type.ordering || named === 'caseIgnoreOrderingMatch')
}

/** What the control of a sort says of entries whose gathering stopped as it did (RFC 2891 §1.2). */
export function sortCode(stop: Stop): number {
  if (stop === 'time') return code.TIME_LIMIT_EXCEEDED
  return stop === 'exhausted' ? code.SUCCESS : code.ADMIN_LIMIT_EXCEEDED
}

/**
 * Sorts entries. Of several values the least counts, and entries without the attribute come last, in reverse order too
 * (RFC 2891 §2.2). Entries that compare equal stay in the order of the directory.
 */
export function* sortFound({ entries, places }: Found, keys: readonly Sorting[], pace: Pace): Steps<Found> {
  const rows: { readonly at: number; readonly values: readonly (string | null)[] }[] = []
  for (const [at, entry] of entries.entries()) {
    rows.push({ at, values: keys.map((key) => leastValue(entry, key)) })
    const pause = at % READ === 0 ? pace.pause() : null
    if (pause !== null) yield pause
  }
  rows.sort((one, other) => {
    for (const [at, key] of keys.entries()) {
      const sign = compareValues(key, one.values[at]!, other.values[at]!)
      if (sign !== 0) return sign
    }
    return 0
  })
  return { entries: rows.map(({ at }) => entries[at]!), places: rows.map(({ at }) => places[at]!) }
}
/** Entries read between two looks at the clock. */
const READ = 16

/** The value by which an entry is sorted, in its comparable form; null when it has none. */
export function leastValue(entry: Entry, { type, types }: Sorting): string | null {
  let least: string | null = null
  for (const one of types) {
    for (const value of entry.values(one)) {
      const own = normaliser(one.matching)(value)
      if (own !== null && (least === null || order(type.matching, own, least) < 0)) least = own
    }
  }
  return least
}

export function compareValues({ type, reverse }: Sorting, one: string | null, other: string | null): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1
  const sign = order(type.matching, one, other)
  return reverse ? -sign : sign
}
