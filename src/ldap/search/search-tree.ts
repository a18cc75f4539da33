import type { Directory } from '../../store/directory.js'
import { andThen, type MaybePromise } from '../../store/steps.js'
import { type Name, parseName } from '../dn/name.js'
import { mayBeTrue } from '../filter/may-be-true.js'
import { typedWords } from '../filter/typed-words.js'
import { pagedResponse } from '../protocol/paged-control.js'
import type { Scope, SearchRequest } from '../protocol/search-request.js'
import { LdapFault } from '../result/fault.js'
import * as code from '../result/result-code.js'
import type { Node } from '../tree/dit.js'
import type { Entry } from '../tree/entry.js'
import { type Answer, answerOf, answerOne, holdsBase, NO_COOKIE } from './answer.js'
import { assertOf } from './assertion.js'
import { browses } from './browse.js'
import { type Candidates, candidatesOf, rankedCandidates } from './candidates.js'
import { makeCookie, readCookie } from './cookie.js'
import { type Base, findBase, visibleSources } from './find-base.js'
import { readPlace } from './found.js'
import { type Gathered, gather, type Position, type Prepared, type Running, START } from './gather.js'
import { COMPARISONS, LOOK_THROUGH, SIZE_CAP } from './limits.js'
import { type SearchOptions, shows } from './options.js'
import { outcome } from './outcome.js'
import { planSearch } from './plan.js'
import type { Searcher, SearchServices } from './searcher.js'
import { sortedAnswer } from './sorted-answer.js'

/** A search as far as it is known before the tree is looked at. */
export interface Asked {
  readonly request: SearchRequest
  readonly base: Name
  /** Ready when it is first asked for. */
  readonly filter: Prepared
  readonly options: SearchOptions
}

/** Answers a search in the trees; null when it was abandoned meanwhile. */
export function searchTree(
  asked: Asked,
  services: SearchServices,
  session: Searcher,
  directory: Directory,
  running: Running,
): MaybePromise<Answer | null> {
  const { dit } = services
  // The empty base stands for the mailboxes: Apple's address book knows no other (OpenLDAP's defaultsearchbase).
  const name = asked.base.rdns.length === 0 ? parseName(dit.baseBal)! : asked.base
  return andThen(findBase(name, directory, session.reader, dit), (base) => {
    assertOf(base.kind === 'node' ? base.node.entry : base.entry, asked.options.assertion)
    if (!shows(asked.options, false)) return answerOne(null, asked.filter, asked.options)
    return base.kind === 'node'
      ? searchBelow(base, asked, services, session, directory, running)
      : answerOne(holdsBase(asked.request.scope) ? base.entry : null, asked.filter, asked.options)
  })
}

function searchBelow(
  { node, isRoot }: Extract<Base, { kind: 'node' }>,
  asked: Asked,
  { dit }: SearchServices,
  { reader }: Searcher,
  directory: Directory,
  running: Running,
): MaybePromise<Answer | null> {
  const { request, filter, options } = asked
  const { paged } = options
  const visible = visibleSources(directory, reader)
  const plan = planSearch(node, reachOf(asked, node, isRoot), isRoot, visible.length === 0)
  // A sort or a view says the order itself.
  const typed = options.sort === null && options.view === null ? typedWords(request.filter) : null
  const ranges =
    typed === null
      ? candidatesOf(plan.ranges, request.filter, directory, reader, dit)
      : rankedCandidates(plan.ranges, request.filter, typed, directory, reader, dit)
  refuseCostly(ranges, filter)
  // Somebody who completes a name looks for people: a container would be a contact without an address.
  const containers = typed === null && mayBeTrue(request.filter, plan.types) ? plan.containers : []
  const limit = Math.min(request.sizeLimit || SIZE_CAP, SIZE_CAP)
  const find = (from: Position, wanted: number): MaybePromise<Gathered> =>
    gather(containers, ranges, filter, from, wanted, running)
  const again = (at: number): MaybePromise<Entry | null> => {
    const place = readPlace(at)
    return 'container' in place ? (containers[place.container] ?? null) : ranges[place.range]!.again(place.rank)
  }

  if (paged === null && options.sort === null && options.view === null) {
    return andThen(find(START, limit), ({ stop, entries, places }) =>
      stop === 'abandoned' ? null : { entries, places, again, done: outcome(stop, entries.length, ranges, []) },
    )
  }
  const same = sameSearch(asked, [visible, directory.generation.id])
  const from = paged === null || paged.cookie.length === 0 ? { ...START, sent: 0 } : readCookie(paged.cookie, same)
  // RFC 2696 §3: a size of zero with a cookie gives the search up.
  if (paged !== null && paged.size === 0 && paged.cookie.length > 0) {
    return answerOf([], { code: code.SUCCESS, controls: [pagedResponse(NO_COOKIE)] })
  }
  const left = Math.max(0, limit - from.sent)
  const size = paged === null || paged.size === 0 ? left : Math.min(paged.size, left)
  if (options.sort !== null || options.view !== null) {
    const place = { from, size, left, ranges, containers, filter, same, again, running }
    return sortedAnswer(options, place, (wanted) => find(START, wanted))
  }
  return andThen(find(from, size), ({ stop, entries, places, end }) => {
    if (stop === 'abandoned') return null
    const more = stop === 'enough' && size < left
    const cookie = more ? makeCookie({ ...end, sent: from.sent + size }, same) : NO_COOKIE
    const done = outcome(more ? 'page' : stop, from.sent + entries.length, ranges, [pagedResponse(cookie)])
    return { entries, places, again, done }
  })
}

/** Right under a root there are containers alone: who does not ask for these means the entries below them. */
function reachOf({ request, filter }: Asked, node: Node, isRoot: boolean): Scope {
  if (request.scope !== 'one' || !isRoot) return request.scope
  const level = node.children.map(({ entry }) => entry)
  return browses(request.filter, filter, level) ? 'one' : 'below'
}

/** @throws LdapFault adminLimitExceeded when every entry would have to be compared with too many conditions */
function refuseCostly(ranges: readonly Candidates[], filter: Prepared): void {
  const unled = Math.max(0, ...ranges.map((range) => range.unled))
  if (unled === 0) return
  if (filter().cost * Math.min(unled, LOOK_THROUGH) <= COMPARISONS) return
  throw new LdapFault(
    code.ADMIN_LIMIT_EXCEEDED,
    'Recherche trop coûteuse : trop de conditions portent sur des attributs sans index. Donnez-en moins, ou ajoutez au ' +
      'moins trois lettres d’un nom, d’une ville, d’une structure ou d’une adresse.',
  )
}

/** Text that differs for another search, reader or generation: the pages of one search share it. */
function sameSearch({ request, base, options }: Asked, rest: readonly unknown[]): string {
  const { scope, filterBytes } = request
  return JSON.stringify([base.keys, scope, filterBytes.toString('base64'), options.sort?.keys ?? null, ...rest])
}
