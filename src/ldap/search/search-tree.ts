import type { Directory } from '../../store/directory.js'
import { type Awaitable, turned } from '../../store/steps.js'
import { type Name, parseName } from '../dn/name.js'
import type { Test } from '../filter/compile.js'
import { mayBeTrue } from '../filter/may-be-true.js'
import { pagedResponse } from '../protocol/paged-control.js'
import * as code from '../protocol/result-code.js'
import type { SearchRequest } from '../protocol/search-request.js'
import type { Services, Session } from '../server/services.js'
import { type Answer, answerOne, NO_COOKIE } from './answer.js'
import { candidatesOf } from './candidates.js'
import { makeCookie, readCookie } from './cookie.js'
import { type Base, findBase, visibleSources } from './find-base.js'
import { type Gathered, gather, type Position, START } from './gather.js'
import { SIZE_CAP, TIME_CAP } from './limits.js'
import type { SearchOptions } from './options.js'
import { outcome } from './outcome.js'
import { planSearch } from './plan.js'
import { sortedAnswer } from './sorted-answer.js'

/** A search as far as it is known before the tree is looked at. */
export interface Asked {
  readonly request: SearchRequest
  readonly base: Name
  readonly test: Test
  readonly options: SearchOptions
}

/** Answers a search in the trees; null when it was abandoned meanwhile. */
export function searchTree(
  asked: Asked,
  services: Services,
  session: Session,
  directory: Directory,
  abandoned: () => boolean,
): Awaitable<Answer | null> {
  const { dit } = services
  // The empty base stands for the mailboxes: Apple's address book knows no other (OpenLDAP's defaultsearchbase).
  const name = asked.base.rdns.length === 0 ? parseName(dit.baseBal)! : asked.base
  return turned(findBase(name, directory, session.reader, dit), (base) =>
    base.kind === 'node'
      ? searchBelow(base, asked, services, session, directory, abandoned)
      : answerOne(asked.request.scope === 'one' ? null : base.entry, asked.test, asked.options),
  )
}

function searchBelow(
  { node, isRoot }: Extract<Base, { kind: 'node' }>,
  asked: Asked,
  { dit }: Services,
  { reader }: Session,
  directory: Directory,
  abandoned: () => boolean,
): Awaitable<Answer | null> {
  const { request, test, options } = asked
  const { paged } = options
  const visible = visibleSources(directory, reader)
  const plan = planSearch(node, request.scope, isRoot, visible.length === 0)
  const ranges = plan.ranges.map((range) => candidatesOf(range, request.filter, directory, reader, dit))
  const containers = mayBeTrue(request.filter, plan.types) ? plan.containers : []
  const limit = Math.min(request.sizeLimit || SIZE_CAP, SIZE_CAP)
  const seconds = Math.min(request.timeLimit || TIME_CAP, TIME_CAP)
  const deadline = performance.now() + seconds * 1000
  const find = (from: Position, wanted: number): Awaitable<Gathered> =>
    gather(containers, ranges, test, from, { wanted, deadline, abandoned })

  if (paged === null && options.sort === null && options.view === null) {
    return turned(find(START, limit), ({ stop, entries }) =>
      stop === 'abandoned' ? null : { entries, done: outcome(stop, ranges, []) },
    )
  }
  const same = sameSearch(asked, [visible, directory.generation.id])
  const from = paged === null || paged.cookie.length === 0 ? { ...START, sent: 0 } : readCookie(paged.cookie, same)
  // RFC 2696 §3: a size of zero with a cookie gives the search up.
  if (paged !== null && paged.size === 0 && paged.cookie.length > 0) {
    return { entries: [], done: { code: code.SUCCESS, controls: [pagedResponse(NO_COOKIE)] } }
  }
  const left = Math.max(0, limit - from.sent)
  const size = paged === null || paged.size === 0 ? left : Math.min(paged.size, left)
  if (options.sort !== null || options.view !== null) {
    return sortedAnswer(options, { from, size, left, ranges, same }, (wanted) => find(START, wanted))
  }
  return turned(find(from, size), ({ stop, entries, end }) => {
    if (stop === 'abandoned') return null
    const more = stop === 'enough' && size < left
    const cookie = more ? makeCookie({ ...end, sent: from.sent + size }, same) : NO_COOKIE
    return { entries, done: outcome(more ? 'page' : stop, ranges, [pagedResponse(cookie)]) }
  })
}

/** Text that differs for another search, reader or generation: the pages of one search share it. */
function sameSearch({ request, base, options }: Asked, rest: readonly unknown[]): string {
  const { scope, filterBytes } = request
  return JSON.stringify([base.keys, scope, filterBytes.toString('base64'), options.sort?.keys ?? null, ...rest])
}
