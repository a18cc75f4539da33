import { andThen, type MaybePromise, runSteps } from '../../store/steps.js'
import { TRUE } from '../filter/truth.js'
import { type ListViewRequest, listViewResponse } from '../protocol/list-view-control.js'
import { sortResponse } from '../protocol/sort-control.js'
import * as code from '../result/result-code.js'
import type { Entry } from '../tree/entry.js'
import { type Answer, answerOf } from './answer.js'
import { type Found, placeOfContainer, slice } from './found.js'
import type { Gathered, Prepared, Stop } from './gather.js'
import { SIZE_CAP } from './limits.js'
import { type View, viewOf } from './list-view.js'
import { outcome } from './outcome.js'
import { type Sorting, sortCode, sortFound } from './sort.js'
import { SortedList } from './sorted-list.js'
import type { Place } from './sorted-place.js'
import { makeContext, readContext } from './view-context.js'
import { orderOf, WholeList } from './whole-list.js'

const NO_PLACE = 'Ce numéro n’est pas une place de la liste.'
const STALE = 'Ce repère n’est plus valable : reprenez la liste à son début, ou à un nom.'
const FAR =
  `La liste se lit par numéro jusqu’à ${SIZE_CAP} entrées de son début, de sa fin ou du nom où vous êtes allé : ` +
  'allez-y par un nom.'
const CUT = `Seules ${SIZE_CAP} des entrées qui répondent à la recherche sont triées : précisez-la.`

/** Shows a part of a list around a target (draft-ietf-ldapext-ldapv3-vlv-09): of the whole list, where the store has one. */
export function viewAnswer(
  view: ListViewRequest,
  keys: readonly Sorting[],
  place: Place,
  find: (wanted: number) => MaybePromise<Gathered>,
): MaybePromise<Answer | null> {
  const jump = view.context === null ? null : readContext(view.context, place.same)
  // §6.1: a context that is invalid fails the search.
  if (view.context !== null && jump === null) return refused(code.PROTOCOL_ERROR, STALE)
  return andThen(wholeList(keys, place), (whole) => {
    if (whole !== null) return inWhole(whole, view, jump, place)
    return andThen(find(SIZE_CAP), (found) => {
      if (found.stop === 'abandoned') return null
      return andThen(runSteps(sortFound(found, keys, place.running.pace)), (sorted) =>
        place.running.abandoned() ? null : inPart(sorted, found.stop, keys[0]!, view, place),
      )
    })
  })
}

/** A view that is refused as such, which its control explains (§6.2.1). */
export function refused(reason: number, message: string, count = 0, sort: number | null = code.SUCCESS): Answer {
  const controls = [
    ...(sort === null ? [] : [sortResponse({ code: sort })]),
    listViewResponse({ code: reason, position: 0, count }),
  ]
  return answerOf([], { code: code.VIRTUAL_LIST_VIEW_ERROR, message, controls })
}

/** Null when the sort is not by names, and when the criteria of the store say less than the filter. */
function wholeList(
  keys: readonly Sorting[],
  { ranges, containers, filter, running }: Place,
): MaybePromise<WholeList | null> {
  const order = orderOf(keys)
  const range = ranges.findIndex(({ none }) => !none)
  const candidates = ranges[range]
  if (order === null || candidates?.exact !== true || ranges.some(({ none }, at) => !none && at > range)) return null
  return andThen(candidates.list(order, running.pace), (list) =>
    list === null ? null : new WholeList(list, satisfying(containers, filter), range),
  )
}

function inWhole(list: WholeList, request: ListViewRequest, jump: number | null, { size, same, again }: Place): Answer {
  const { count } = list
  const view = viewOf(list, request, size)
  if (view === null) return refused(code.OFFSET_RANGE_ERROR, NO_PLACE, count)
  const { position } = view
  const byValue = request.target.kind === 'value'
  const near = [0, count + 1, ...(jump === null ? [] : [jump])].some((one) => Math.abs(position - one) <= SIZE_CAP)
  // §6.2: a limit of list views alone.
  if (!byValue && !near) return refused(code.ADMIN_LIMIT_EXCEEDED, FAR, count)
  const context = byValue ? makeContext(position, same) : request.context
  const controls = [
    sortResponse({ code: code.SUCCESS }),
    listViewResponse({ code: code.SUCCESS, position, count, context }),
  ]
  return { ...list.found(view.from, view.end), again, done: outcome(stopOf(view), count, [], controls) }
}

/** A view of what was found before the limit; both controls say when that is not all. */
function inPart(
  sorted: Found,
  stop: Stop,
  key: Sorting,
  request: ListViewRequest,
  { size, ranges, again }: Place,
): Answer {
  const list = new SortedList(sorted, key)
  const { count } = list
  const reached = sortCode(stop)
  const view = viewOf(list, request, size)
  if (view === null) return refused(code.OFFSET_RANGE_ERROR, NO_PLACE, count, reached)
  // Behind the last entry that was sorted there is not nobody.
  if (view.position > count && stop === 'enough') return refused(reached, CUT, count, reached)
  const controls = [
    sortResponse({ code: reached }),
    listViewResponse({ code: reached, position: view.position, count }),
  ]
  const ended = stop === 'enough' || (stop === 'exhausted' && view.cut) ? stopOf(view) : stop
  const done = outcome(ended, count, ranges, controls)
  const last = ended === 'page' ? { ...done, message: CUT } : done
  return { ...slice(sorted, view.from, view.end), again, done: last }
}

function satisfying(containers: readonly Entry[], filter: Prepared): Found {
  const places = [...containers.keys()].filter((index) => filter().test(containers[index]!) === TRUE)
  return { entries: places.map((index) => containers[index]!), places: places.map(placeOfContainer) }
}

function stopOf({ cut }: View): 'enough' | 'page' {
  return cut ? 'enough' : 'page'
}
