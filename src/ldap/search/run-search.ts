import { type Awaitable, turned } from '../../store/steps.js'
import { type Name, parseName, sameName } from '../dn/name.js'
import { compile, type Test } from '../filter/compile.js'
import type { Control } from '../protocol/controls.js'
import { LdapFault } from '../protocol/fault.js'
import type { Filter } from '../protocol/filter.js'
import { PAGED_RESULTS, pagedResponse } from '../protocol/paged-control.js'
import * as code from '../protocol/result-code.js'
import type { SearchRequest } from '../protocol/search-request.js'
import type { Services, Session } from '../server/services.js'
import type { Entry } from '../tree/entry.js'
import { SUBSCHEMA_NAME, subschemaEntry } from '../tree/subschema-entry.js'
import { type Answer, answerOne, NO_COOKIE } from './answer.js'
import { searchOptions } from './options.js'
import { searchTree } from './search-tree.js'

/**
 * Answers a search.
 * @param use takes the answer while the directory is held: its entries last no longer
 * @returns what `use` returns; null when the search was abandoned meanwhile
 */
export function runSearch<T>(
  request: SearchRequest,
  controls: readonly Control[],
  services: Services,
  session: Session,
  abandoned: () => boolean,
  use: (answer: Answer) => T,
): Awaitable<T | null> {
  const failed = (error: unknown): T => {
    // Clients that page wait for the control even beside an error.
    const paged = controls.some(({ type, value }) => type === PAGED_RESULTS && value !== null)
    if (!paged || !(error instanceof LdapFault)) throw error
    const { message, matchedDn } = error
    return use({ entries: [], done: { code: error.code, message, matchedDn, controls: [pagedResponse(NO_COOKIE)] } })
  }
  try {
    const options = searchOptions(controls)
    const base = parseName(request.base)
    if (base === null) throw new LdapFault(code.INVALID_DN_SYNTAX, 'Le nom de la base de recherche est mal formé.')
    const test = compiledWhenAsked(request.filter)
    const fixed = fixedEntry(request, base, services)
    if (fixed !== null) return use(answerOne(request.scope === 'one' ? null : fixed, test, options))
    const asked = { request, base, test, options }
    const search = (): Awaitable<T | null> =>
      abandoned()
        ? null
        : services.directory.readNow((directory) =>
            turned(searchTree(asked, services, session, directory, abandoned), (answer) =>
              answer === null ? null : use(answer),
            ),
          )
    // Reading one entry is quicker than waiting for it.
    const found = request.scope === 'base' ? search() : services.turns.take(session.usage, search)
    return found instanceof Promise ? found.catch(failed) : found
  } catch (error) {
    return failed(error)
  }
}

/** What the store answers exactly is not looked at: most filters are never asked of an entry. */
function compiledWhenAsked(filter: Filter): Test {
  let test: Test | null = null
  return (entry) => {
    test ??= compile(filter)
    return test(entry)
  }
}

/** Root DSE and schema answer even while nothing is published. */
function fixedEntry(request: SearchRequest, base: Name, services: Services): Entry | null {
  if (base.rdns.length === 0) return request.scope === 'base' ? services.rootDse : null
  return sameName(base, SUBSCHEMA_NAME) ? subschemaEntry : null
}
