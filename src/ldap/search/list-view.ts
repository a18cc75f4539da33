import { assertionOf } from '../filter/matching.js'
import type { ListViewRequest, ListViewResult, Target } from '../protocol/list-view-control.js'
import * as code from '../protocol/result-code.js'
import type { Entry } from '../tree/entry.js'
import { type Found, NOTHING_FOUND, slice } from './found.js'
import { compareValues, leastValue, type Sorting } from './sort.js'

/** The part of a sorted list that a client wants to see around a target (draft-ietf-ldapext-ldapv3-vlv-09 §6). */
export function listView(
  sorted: Found,
  key: Sorting,
  { before, after, target }: ListViewRequest,
): { readonly found: Found; readonly result: ListViewResult } {
  const count = sorted.entries.length
  const position = target.kind === 'offset' ? placeOf(target, count) : placeOfValue(sorted.entries, key, target.value)
  if (position === null) return { found: NOTHING_FOUND, result: { code: code.OFFSET_RANGE_ERROR, position: 0, count } }
  const found = slice(sorted, Math.max(0, position - 1 - before), Math.min(count, position + after))
  return { found, result: { code: code.SUCCESS, position, count } }
}

/** A place in the client's idea of the list, carried over to the list as it is; null when there is no such place. */
function placeOf({ offset, contentCount }: Extract<Target, { kind: 'offset' }>, count: number): number | null {
  if (offset < 1 || contentCount < 0) return null
  if (contentCount === 0) return Math.min(offset, count + 1)
  if (offset >= contentCount) return offset === contentCount ? Math.max(1, count) : count + 1
  return Math.max(1, Math.round((count * offset) / contentCount))
}

/** Place of the first entry that is not before a value; one after the last when there is none. */
function placeOfValue(sorted: readonly Entry[], key: Sorting, value: string | null): number {
  const sought = value === null ? null : assertionOf(key.type.matching, value)
  const at = sorted.findIndex((entry) => compareValues(key, leastValue(entry, key), sought) >= 0)
  return at === -1 ? sorted.length + 1 : at + 1
}
