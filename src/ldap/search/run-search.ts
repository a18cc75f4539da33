import type { Directory } from '../../store/directory.js'
import { dnKey } from '../dn/name-key.js'
import { parseDn, type Rdn } from '../dn/parse-dn.js'
import { compile, type Test } from '../filter/compile.js'
import { TRUE } from '../filter/truth.js'
import { type Control, refuseUnknown } from '../protocol/controls.js'
import type { Result } from '../protocol/encode-result.js'
import { LdapFault } from '../protocol/fault.js'
import { PAGED_RESULTS, pagedRequest, pagedResponse } from '../protocol/paged-control.js'
import * as code from '../protocol/result-code.js'
import type { SearchRequest } from '../protocol/search-request.js'
import type { Services, Session } from '../server/services.js'
import type { Entry } from '../tree/entry.js'
import { SUBSCHEMA_DN } from '../tree/operational-values.js'
import { subschemaEntry } from '../tree/subschema-entry.js'
import { candidatesOf } from './candidates.js'
import { makeCookie, type Progress, readCookie } from './cookie.js'
import { findBase, visibleSources } from './find-base.js'
import { type Gathered, gather, START } from './gather.js'
import { SIZE_CAP, TIME_CAP } from './limits.js'
import { planSearch } from './plan.js'

export interface Answer {
  readonly entries: readonly Entry[]
  readonly done: Result
}

const SUBSCHEMA_KEY = dnKey(SUBSCHEMA_DN)
const NO_COOKIE = Buffer.alloc(0)

/** Answers a search; null when it was abandoned meanwhile. */
export async function runSearch(
  request: SearchRequest,
  controls: readonly Control[],
  services: Services,
  session: Session,
  abandoned: () => boolean,
): Promise<Answer | null> {
  const paged = pagedRequest(controls)
  const replied = paged === null ? [] : [pagedResponse(NO_COOKIE)]
  try {
    refuseUnknown(controls, [PAGED_RESULTS])
    const rdns = parseDn(request.base)
    if (rdns === null) throw new LdapFault(code.INVALID_DN_SYNTAX, 'Le nom de la base de recherche est mal formé.')
    const test = compile(request.filter)
    const fixed = fixedEntry(request, rdns, services)
    if (fixed !== null) return single(request.scope === 'one' ? null : fixed, test, replied)
    const search = async () =>
      abandoned()
        ? null
        : services.directory.read((directory) =>
            searchTree(request, rdns, test, paged, services, session, directory, abandoned),
          )
    // Reading one entry is quicker than waiting for it.
    return await (request.scope === 'base' ? search() : services.turns.take(search))
  } catch (error) {
    if (paged === null || !(error instanceof LdapFault)) throw error
    const { message, matchedDn } = error
    return { entries: [], done: { code: error.code, message, matchedDn, controls: replied } }
  }
}

/** Root DSE and schema answer even while nothing is published. */
function fixedEntry(request: SearchRequest, rdns: readonly Rdn[], services: Services): Entry | null {
  if (rdns.length === 0) return request.scope === 'base' ? services.rootDse : null
  return dnKey(request.base) === SUBSCHEMA_KEY ? subschemaEntry : null
}

async function searchTree(
  request: SearchRequest,
  rdns: readonly Rdn[],
  test: Test,
  paged: ReturnType<typeof pagedRequest>,
  services: Services,
  { reader }: Session,
  directory: Directory,
  abandoned: () => boolean,
): Promise<Answer | null> {
  const { dit } = services
  // The empty base stands for the mailboxes: Apple's address book knows no other (OpenLDAP's defaultsearchbase).
  const name = rdns.length === 0 ? (parseDn(dit.baseBal) ?? []) : rdns
  const base = await findBase(name, directory, reader, dit)
  const controls = paged === null ? [] : [pagedResponse(NO_COOKIE)]
  if (base.kind === 'entry') return single(request.scope === 'one' ? null : base.entry, test, controls)
  const visible = visibleSources(directory, reader)
  const same = JSON.stringify([
    dnKey(request.base),
    request.scope,
    request.filterBytes.toString('base64'),
    visible,
    directory.generation.id,
  ])
  const from: Progress =
    paged === null || paged.cookie.length === 0 ? { ...START, sent: 0 } : readCookie(paged.cookie, same)
  // RFC 2696 §3: a size of zero with a cookie gives the search up.
  if (paged !== null && paged.size === 0 && paged.cookie.length > 0) {
    return { entries: [], done: { code: code.SUCCESS, controls } }
  }
  const plan = planSearch(base.node, request.scope, base.isRoot, visible.length === 0)
  const ranges = plan.ranges.map((range) => candidatesOf(range, request.filter, directory, reader, dit))
  const left = Math.max(0, Math.min(request.sizeLimit || SIZE_CAP, SIZE_CAP) - from.sent)
  const wanted = paged === null || paged.size === 0 ? left : Math.min(paged.size, left)
  const seconds = Math.min(request.timeLimit || TIME_CAP, TIME_CAP)
  const found = await gather(plan.containers, ranges, test, from, {
    wanted,
    deadline: performance.now() + seconds * 1000,
    abandoned,
  })
  if (found.stop === 'abandoned') return null
  const more = found.stop === 'enough' && wanted < left
  const cookie = more ? makeCookie({ ...found.positions.at(-1)!, sent: from.sent + wanted }, same) : NO_COOKIE
  const done = outcome(
    found,
    more,
    ranges.some(({ incomplete }) => incomplete),
  )
  return { entries: found.entries, done: paged === null ? done : { ...done, controls: [pagedResponse(cookie)] } }
}

function single(entry: Entry | null, test: Test, controls: readonly Control[]): Answer {
  const entries = entry !== null && test(entry) === TRUE ? [entry] : []
  return { entries, done: { code: code.SUCCESS, controls } }
}

function outcome(found: Gathered, more: boolean, incomplete: boolean): Result {
  switch (found.stop) {
    case 'enough':
      if (more) return { code: code.SUCCESS }
      return { code: code.SIZE_LIMIT_EXCEEDED, message: 'D’autres entrées répondent à la recherche : précisez-la.' }
    case 'time':
      return { code: code.TIME_LIMIT_EXCEEDED, message: 'La recherche a dépassé le temps accordé.' }
    case 'looked through':
      return {
        code: code.ADMIN_LIMIT_EXCEEDED,
        message:
          'Recherche trop large : donnez au moins trois lettres d’un nom, d’une ville, d’une structure ou d’une adresse.',
      }
    default:
      return incomplete
        ? { code: code.SUCCESS, message: 'Seules les entrées trouvées par un attribut indexé sont données.' }
        : { code: code.SUCCESS }
  }
}
