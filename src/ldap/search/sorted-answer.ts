import { andThen, type MaybePromise, runSteps } from '../../store/steps.js'
import { pagedResponse } from '../protocol/paged-control.js'
import { sortResponse } from '../protocol/sort-control.js'
import { LdapFault } from '../result/fault.js'
import * as code from '../result/result-code.js'
import type { Answer } from './answer.js'
import { answerOf, NO_COOKIE } from './answer.js'
import { makeCookie } from './cookie.js'
import { type Found, slice } from './found.js'
import { type Gathered, START, type Stop } from './gather.js'
import { SIZE_CAP, SORT_KEYS } from './limits.js'
import type { SearchOptions } from './options.js'
import { outcome } from './outcome.js'
import { sortCode, sortFound, sortings } from './sort.js'
import type { Place } from './sorted-place.js'
import { refused, viewAnswer } from './view-answer.js'

/**
 * Sorts what a search finds (RFC 2891), whole up to the cap. Beyond it, the entries sorted are those that the search
 * answers without a sort, so that turning the order round shows no others, and the control says that there are more.
 * @param find gathers from the beginning
 */
export function sortedAnswer(
  options: SearchOptions,
  place: Place,
  find: (wanted: number) => MaybePromise<Gathered>,
): MaybePromise<Answer | null> {
  const { paged, sort, view } = options
  if (view !== null && sort === null) {
    return refused(code.SORT_CONTROL_MISSING, 'Une liste virtuelle demande aussi le contrôle de tri.', 0, null)
  }
  if (view !== null && paged !== null) {
    throw new LdapFault(code.UNWILLING_TO_PERFORM, 'Une liste virtuelle ne se découpe pas en pages.')
  }
  const keys = sortings(sort!.keys)
  if (!isSortings(keys) && (sort!.critical || view !== null)) {
    const message =
      keys.code === code.UNWILLING_TO_PERFORM
        ? `Le tri se fait sur ${SORT_KEYS} attributs au plus.`
        : `Le tri par « ${keys.attribute?.slice(0, 100)} » n’est pas possible.`
    const unsorted = sortResponse(keys)
    return answerOf([], { code: code.UNAVAILABLE_CRITICAL_EXTENSION, message, controls: [unsorted] })
  }
  if (view !== null && isSortings(keys)) return viewAnswer(view, keys, place, find)
  return andThen(find(SIZE_CAP), (found) => {
    if (found.stop === 'abandoned') return null
    if (!isSortings(keys)) return sorted(found, found.stop, keys, options, place)
    return andThen(runSteps(sortFound(found, keys, place.running.pace)), (all) =>
      place.running.abandoned() ? null : sorted(all, found.stop, keys, options, place),
    )
  })
}

function sorted(
  all: Found,
  stop: Stop,
  keys: ReturnType<typeof sortings>,
  { paged }: SearchOptions,
  { from, size, left, ranges, same, again }: Place,
): Answer {
  const count = all.entries.length
  const controls = [sortResponse(isSortings(keys) ? { code: sortCode(stop) } : keys)]
  const found = slice(all, from.sent, from.sent + size)
  const more = from.sent + size < count
  if (paged !== null) {
    const next = more && size < left
    controls.push(pagedResponse(next ? makeCookie({ ...START, sent: from.sent + size }, same) : NO_COOKIE))
    if (next) return { ...found, again, done: outcome('page', count, ranges, controls) }
  }
  return { ...found, again, done: outcome(more ? 'enough' : stop, count, ranges, controls) }
}

function isSortings<T>(keys: readonly T[] | { readonly code: number }): keys is readonly T[] {
  return Array.isArray(keys)
}
