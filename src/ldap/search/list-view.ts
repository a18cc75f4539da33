import type { ListViewRequest, Target } from '../protocol/list-view-control.js'

/** A sorted list, as far as a view of it has to know. Places count from 1. */
export interface Listed {
  readonly count: number
  /** Place of the first entry that is not before a value; one after the last when there is none. */
  placeOf(value: string | null): number
}

/** The part of a list that a client wants to see around a target. */
export interface View {
  /** Place of the target; one after the last entry when there is none. */
  readonly position: number
  /** Places, from 0, of its first entry and after its last one. */
  readonly from: number
  readonly end: number
  /** It would be longer without the limit. */
  readonly cut: boolean
}

/**
 * Finds the view that a client asks for (draft-ietf-ldapext-ldapv3-vlv-09 §5). The target is in it whatever the limit, and
 * the entries before it come before those after it.
 * @returns null when the target is no place of a list
 */
export function viewOf(list: Listed, { before, after, target }: ListViewRequest, limit: number): View | null {
  const { count } = list
  const position = target.kind === 'offset' ? placeOf(target, count) : list.placeOf(target.value)
  if (position === null) return null
  const first = Math.max(0, position - 1 - before)
  const last = Math.min(count, position + after)
  const from = Math.max(first, position - limit)
  const end = Math.min(last, from + limit)
  return { position, from, end, cut: from > first || end < last }
}

/** A place in the client's idea of the list, carried over to the list as it is; null when there is no such place. */
function placeOf({ offset, contentCount }: Extract<Target, { kind: 'offset' }>, count: number): number | null {
  if (offset < 1 || contentCount < 0) return null
  if (contentCount === 0) return Math.min(offset, count + 1)
  if (offset >= contentCount) return offset === contentCount ? Math.max(1, count) : count + 1
  return offset === 1 ? 1 : Math.max(1, Math.round((count * offset) / contentCount))
}
