import { type Awaitable, turned } from '../../store/steps.js'
import { LdapFault } from '../protocol/fault.js'
import { listViewResponse } from '../protocol/list-view-control.js'
import { pagedResponse } from '../protocol/paged-control.js'
import * as code from '../protocol/result-code.js'
import { sortResponse } from '../protocol/sort-control.js'
import type { Answer } from './answer.js'
import { NO_COOKIE } from './answer.js'
import type { Candidates } from './candidates.js'
import { makeCookie, type Progress } from './cookie.js'
import { type Gathered, START } from './gather.js'
import { SIZE_CAP } from './limits.js'
import { listView } from './list-view.js'
import type { SearchOptions } from './options.js'
import { outcome } from './outcome.js'
import { sortEntries, sortings } from './sort.js'

/** Where a sorted answer stands. */
export interface Slice {
  readonly from: Progress
  /** Entries of this page at most, and of this and the next ones. */
  readonly size: number
  readonly left: number
  readonly ranges: readonly Candidates[]
  /** What the cookie is sealed with. */
  readonly same: string
}

/**
 * Sorts what a search finds (RFC 2891), whole up to the cap. Beyond it, the entries sorted are those that the search
 * answers without a sort, so that turning the order round shows no others.
 * @param find gathers from the beginning
 */
export function sortedAnswer(
  options: SearchOptions,
  slice: Slice,
  find: (wanted: number) => Awaitable<Gathered>,
): Awaitable<Answer | null> {
  const { paged, sort, view } = options
  if (view !== null && sort === null) {
    throw new LdapFault(code.SORT_CONTROL_MISSING, 'Une liste virtuelle demande aussi le contrôle de tri.')
  }
  if (view !== null && paged !== null) {
    throw new LdapFault(code.UNWILLING_TO_PERFORM, 'Une liste virtuelle ne se découpe pas en pages.')
  }
  const keys = sortings(sort!.keys)
  if (!isSortings(keys) && (sort!.critical || view !== null)) {
    const message = `Le tri par « ${keys.attribute} » n’est pas possible.`
    const unsorted = sortResponse(keys)
    return { entries: [], done: { code: code.UNAVAILABLE_CRITICAL_EXTENSION, message, controls: [unsorted] } }
  }
  return turned(find(SIZE_CAP), (found) => (found.stop === 'abandoned' ? null : sorted(found, keys, options, slice)))
}

function sorted(
  found: Gathered,
  keys: ReturnType<typeof sortings>,
  { paged, view }: SearchOptions,
  { from, size, left, ranges, same }: Slice,
): Answer {
  const all = isSortings(keys) ? sortEntries(found.entries, keys) : found.entries
  const controls = [sortResponse(isSortings(keys) ? { code: code.SUCCESS } : keys)]
  if (view !== null && isSortings(keys)) {
    const { entries, result } = listView(all, keys[0]!, view)
    const done = outcome(found.stop === 'enough' ? 'page' : found.stop, ranges, [...controls, listViewResponse(result)])
    return { entries, done: result.code === code.SUCCESS ? done : { ...done, code: result.code } }
  }
  const entries = all.slice(from.sent, from.sent + size)
  const more = from.sent + size < all.length
  if (paged !== null) {
    const next = more && size < left
    controls.push(pagedResponse(next ? makeCookie({ ...START, sent: from.sent + size }, same) : NO_COOKIE))
    if (next) return { entries, done: outcome('page', ranges, controls) }
  }
  return { entries, done: outcome(more ? 'enough' : found.stop, ranges, controls) }
}

function isSortings<T>(keys: readonly T[] | { readonly code: number }): keys is readonly T[] {
  return Array.isArray(keys)
}
