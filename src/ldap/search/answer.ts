import type { MaybePromise } from '../../store/steps.js'
import type { CompiledFilter } from '../filter/compile.js'
import { TRUE } from '../filter/truth.js'
import type { Control } from '../protocol/controls.js'
import type { Result } from '../protocol/encode-result.js'
import { listViewResponse } from '../protocol/list-view-control.js'
import { pagedResponse } from '../protocol/paged-control.js'
import type { Scope } from '../protocol/search-request.js'
import { sortResponse } from '../protocol/sort-control.js'
import * as code from '../result/result-code.js'
import type { Entry } from '../tree/entry.js'
import type { Found } from './found.js'
import type { SearchOptions } from './options.js'

export interface Answer extends Found {
  readonly done: Result
  /** Reads the entry of a place once more; null when it is there no more. */
  again(place: number): MaybePromise<Entry | null>
}

export const NO_COOKIE = Buffer.alloc(0)

/** An answer of entries that are always there. */
export function answerOf(entries: readonly Entry[], done: Result): Answer {
  return { entries, places: [...entries.keys()], done, again: (place) => entries[place] ?? null }
}

/** The base itself is in the scope of the search. */
export function holdsBase(scope: Scope): boolean {
  return scope === 'base' || scope === 'sub'
}

/** The answer of a search whose scope holds one entry at most. */
export function answerOne(entry: Entry | null, filter: () => CompiledFilter, options: SearchOptions): Answer {
  const entries = entry !== null && filter().test(entry) === TRUE ? [entry] : []
  return answerOf(entries, { code: code.SUCCESS, controls: lastControls(options, entries.length) })
}

/** The response controls of an answer that has no further page: clients wait for them whatever the outcome. */
function lastControls({ paged, sort, view }: SearchOptions, count: number): readonly Control[] {
  const controls: Control[] = []
  if (paged !== null) controls.push(pagedResponse(NO_COOKIE))
  if (sort !== null) controls.push(sortResponse({ code: code.SUCCESS }))
  if (view !== null) controls.push(listViewResponse({ code: code.SUCCESS, position: Math.min(1, count), count }))
  return controls
}
