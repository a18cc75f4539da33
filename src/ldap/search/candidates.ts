import type { Criteria } from '../../search/criteria.js'
import { ranked, type Typed } from '../../search/ranking.js'
import { and, namesSource, term } from '../../search/terms.js'
import type { Directory, FoundEntries, NameList, NameOrder, Reader } from '../../store/directory.js'
import type { Pace } from '../../store/pace.js'
import { andThen, type MaybePromise } from '../../store/steps.js'
import { type Narrowing, narrow } from '../filter/narrow.js'
import { flatten, type Gap } from '../filter/narrowed.js'
import type { Filter } from '../protocol/filter.js'
import { balShape } from '../tree/bal-shape.js'
import type { Dit } from '../tree/dit.js'
import type { Entry } from '../tree/entry.js'
import { professionnelEntry } from '../tree/professionnel-entry.js'
import { professionnelShape } from '../tree/professionnel-shape.js'
import { LOOK_THROUGH } from './limits.js'
import { type CandidatePage, mailboxPage } from './mailbox-page.js'
import type { Range } from './plan.js'
import { rankedFew } from './ranked-few.js'

/** All the candidates, in the order of names (store/directory.ts, NameList). */
export interface CandidateList extends Pick<NameList, 'count' | 'named' | 'placeOf'> {
  page(from: number, end: number): CandidatePage
}

/** The candidates of one range for one filter, page by page in rank order. */
export interface Candidates {
  /** No entry of this range can satisfy the filter. */
  readonly none: boolean
  /** Why entries that satisfy the filter may not be among them. */
  readonly gap: Gap | null
  /** The filter has a fragment too short for the indexes. */
  readonly short: boolean
  /** All of them satisfy the filter. */
  readonly exact: boolean
  /** How many there are when no index leads to them; 0 when one does. */
  readonly unled: number
  page(after: number, limit: number, pace: Pace): MaybePromise<CandidatePage>
  /** Null when the store has no such list of them, or would take too long to make it. */
  list(order: NameOrder, pace: Pace): MaybePromise<CandidateList | null>
  /** The entry of a rank that a page gave; null when it is there no more. */
  again(rank: number): MaybePromise<Entry | null>
}

/** @throws LdapFault adminLimitExceeded when the filter asks too much of the indexes */
export function candidatesOf(
  ranges: readonly Range[],
  filter: Filter,
  directory: Directory,
  reader: Reader,
  dit: Dit,
): readonly Candidates[] {
  return narrowed(ranges, filter, directory).map((one) => {
    const { criteria } = one.narrowing
    return { ...traitsOf(one), none: criteria.kind === 'none', ...reading(one.range, criteria, directory, reader, dit) }
  })
}

/**
 * The candidates of a completion, best matches first: those of each range for the first rank, then for the second and so on.
 * @throws LdapFault adminLimitExceeded when the filter asks too much of the indexes
 */
export function rankedCandidates(
  ranges: readonly Range[],
  filter: Filter,
  typed: Typed,
  directory: Directory,
  reader: Reader,
  dit: Dit,
): readonly Candidates[] {
  const tiers = narrowed(ranges, filter, directory).map((one) => {
    const { criteria } = one.narrowing
    const { unled, ...rest } = traitsOf(one)
    const few =
      one.range.kind === 'bals'
        ? rankedFew(withSource(criteria, one.range.source), typed, directory, reader, dit)
        : null
    return ranked(typed, criteria, one.range.kind === 'professionnels').map((tier, at, all): Candidates => {
      let known: Reading | null = null
      const read = (): Reading => {
        known ??= reading(one.range, tier(), directory, reader, dit)
        return known
      }
      return {
        ...rest,
        // Something leads to every tier but the last one.
        unled: at === all.length - 1 ? unled : 0,
        get none() {
          return tier().kind === 'none'
        },
        page: (after, limit, pace) =>
          andThen(few?.(at, after, limit, pace) ?? null, (page) => page ?? read().page(after, limit, pace)),
        list: () => null,
        again: (rank) => read().again(rank),
      }
    })
  })
  const most = Math.max(0, ...tiers.map(({ length }) => length))
  return Array.from({ length: most }, (_, at) => tiers.flatMap((one) => one[at] ?? [])).flat()
}

/** A range and what the filter becomes there. */
interface Narrowed {
  readonly range: Range
  readonly narrowing: Narrowing
  /** Entries of its kind. */
  readonly entries: number
}

function narrowed(ranges: readonly Range[], filter: Filter, { generation }: Directory): readonly Narrowed[] {
  let ofBals: Narrowing | null = null
  return ranges.map((range) => {
    if (range.kind === 'professionnels') {
      const entries = generation.professionnels
      return { range, narrowing: narrow(filter, professionnelShape, entries > LOOK_THROUGH), entries }
    }
    ofBals ??= narrow(filter, balShape, generation.bals > LOOK_THROUGH)
    return { range, narrowing: ofBals, entries: generation.bals }
  })
}

/** What the narrowing says of all its candidates. */
function traitsOf({ narrowing, entries }: Narrowed): Pick<Candidates, 'gap' | 'short' | 'exact' | 'unled'> {
  const { criteria, gap, short, exact } = narrowing
  return { gap, short, exact, unled: criteria.kind === 'all' && !exact ? entries : 0 }
}

type Reading = Pick<Candidates, 'page' | 'list' | 'again'>

function reading(range: Range, criteria: Criteria, directory: Directory, reader: Reader, dit: Dit): Reading {
  return range.kind === 'professionnels'
    ? people(criteria, directory, reader, dit)
    : mailboxes(criteria, range.source, directory, reader, dit)
}

function people(criteria: Criteria, directory: Directory, reader: Reader, dit: Dit): Reading {
  const parent = dit.parentOfProfessionals
  const read = (wanted: Criteria, after: number, limit: number, pace?: Pace): MaybePromise<CandidatePage> =>
    andThen(directory.professionnels(wanted, reader, { after, limit, ...(pace && { pace }) }), ({ results }) => ({
      count: results.length,
      rank: (at) => results[at]!.rang,
      entry: (at) =>
        professionnelEntry(results[at]!.value, parent, directory.records.dates.ofPerson(results[at]!.rang)),
    }))
  return {
    page: (after, limit, pace) => read(criteria, after, limit, pace),
    list: () => null,
    again: (rank) => andThen(read({ kind: 'all' }, rank - 1, 1), (page) => only(page, rank)),
  }
}

function mailboxes(criteria: Criteria, source: string | null, directory: Directory, reader: Reader, dit: Dit): Reading {
  const pageOf = (found: FoundEntries): CandidatePage => mailboxPage(found, dit, directory)
  const read = (wanted: Criteria, after: number, limit: number, pace?: Pace): MaybePromise<CandidatePage> =>
    andThen(directory.entrees(wanted, reader, { after, limit, ...(pace && { pace }) }), pageOf)
  const inSource = withSource(criteria, source)
  // What names a source shows its copies of national mailboxes: they are found again by the same criteria.
  return {
    page: (after, limit, pace) => read(inSource, after, limit, pace),
    list: (order, pace) =>
      andThen(directory.liste(inSource, reader, order, pace), (list) =>
        list === null
          ? null
          : {
              count: list.count,
              named: list.named,
              placeOf: (words) => list.placeOf(words),
              page: (from, end) => pageOf(list.entries(from, end)),
            },
      ),
    again: (rank) =>
      andThen(read(namesSource(inSource) ? inSource : { kind: 'all' }, rank - 1, 1), (page) => only(page, rank)),
  }
}

function only(page: CandidatePage, rank: number): Entry | null {
  return page.count === 1 && page.rank(0) === rank ? page.entry(0) : null
}

function withSource(criteria: Criteria, source: string | null): Criteria {
  return source === null ? criteria : and(flatten([criteria, term('source', 'exact', source)]))
}
