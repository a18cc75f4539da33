import type { TaskPace } from '../../serving/task-pace.js'
import { type Pace, UNHURRIED } from '../../store/pace.js'
import { andThen, type MaybePromise } from '../../store/steps.js'
import { parseName } from '../dn/name.js'
import type { Control } from '../protocol/controls.js'
import { PAGED_RESULTS, pagedResponse } from '../protocol/paged-control.js'
import type { SearchRequest } from '../protocol/search-request.js'
import { LdapFault } from '../result/fault.js'
import * as code from '../result/result-code.js'
import { subschemaEntry } from '../tree/subschema-entry.js'
import { type Answer, answerOf, answerOne, holdsBase, NO_COOKIE } from './answer.js'
import { assertOf } from './assertion.js'
import { compiledWhenAsked, refuseLong } from './filter-cost.js'
import { fixedEntry } from './fixed-entry.js'
import { TIME_CAP } from './limits.js'
import { searchOptions, shows } from './options.js'
import { searchTree } from './search-tree.js'
import type { Searcher, SearchServices } from './searcher.js'

/**
 * Answers a search.
 * @param use takes the answer while the directory is held: its entries last no longer
 * @returns what `use` returns; null when the search was abandoned meanwhile
 */
export function runSearch<T>(
  request: SearchRequest,
  controls: readonly Control[],
  services: SearchServices,
  session: Searcher,
  abandoned: () => boolean,
  use: (answer: Answer, pace: Pace) => MaybePromise<T>,
): MaybePromise<T | null> {
  const failed = (error: unknown): MaybePromise<T> => {
    // Clients that page wait for the control even beside an error.
    const paged = controls.some(({ type, value }) => type === PAGED_RESULTS && value !== null)
    if (!paged || !(error instanceof LdapFault)) throw error
    const { message, matchedDn } = error
    return use(answerOf([], { code: error.code, message, matchedDn, controls: [pagedResponse(NO_COOKIE)] }), UNHURRIED)
  }
  try {
    refuseLong(request.filter, request.filterBytes.length)
    const options = searchOptions(controls)
    const base = parseName(request.base)
    if (base === null) throw new LdapFault(code.INVALID_DN_SYNTAX, 'Le nom de la base de recherche est mal formé.')
    const filter = compiledWhenAsked(request.filter)
    // The empty base is the root DSE by itself alone.
    const fixed = base.rdns.length === 0 && request.scope !== 'base' ? null : fixedEntry(base, services, session)
    if (fixed !== null) {
      assertOf(fixed, options.assertion)
      const shown = holdsBase(request.scope) && shows(options, fixed === subschemaEntry)
      return use(answerOne(shown ? fixed : null, filter, options), UNHURRIED)
    }
    const asked = { request, base, filter, options }
    const deadline = performance.now() + Math.min(request.timeLimit || TIME_CAP, TIME_CAP) * 1000
    const over = (): boolean => abandoned() || performance.now() > deadline
    const search = (pace: TaskPace): MaybePromise<T | null> =>
      abandoned()
        ? null
        : services.directory.readNow((directory) =>
            andThen(searchTree(asked, services, session, directory, { pace, abandoned }), (answer) =>
              answer === null ? null : use(answer, pace),
            ),
          )
    const found = services.turns.take(session.usage, search, over)
    return found instanceof Promise ? found.catch(failed) : found
  } catch (error) {
    return failed(error)
  }
}
