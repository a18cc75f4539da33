import type { Criteria } from '../../search/criteria.js'
import { and, term } from '../../search/terms.js'
import type { Directory, Reader } from '../../store/directory.js'
import { type Awaitable, turned } from '../../store/steps.js'
import { type Gap, narrow } from '../filter/narrow.js'
import { flatten } from '../filter/narrow-and.js'
import type { Filter } from '../protocol/filter.js'
import { balShape } from '../tree/bal-shape.js'
import type { Dit } from '../tree/dit.js'
import type { Entry } from '../tree/entry.js'
import { PreparedEntry } from '../tree/prepared-entry.js'
import { professionnelEntry } from '../tree/professionnel-entry.js'
import { professionnelShape } from '../tree/professionnel-shape.js'
import { LOOK_THROUGH } from './limits.js'
import type { Range } from './plan.js'

/** Some candidates, in rank order; they are made only when they are asked for. */
export interface CandidatePage {
  readonly count: number
  rank(at: number): number
  entry(at: number): Entry
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
  page(after: number, limit: number): Awaitable<CandidatePage>
}

export function candidatesOf(range: Range, filter: Filter, directory: Directory, reader: Reader, dit: Dit): Candidates {
  if (range.kind === 'professionnels') {
    const lenient = directory.generation.professionnels > LOOK_THROUGH
    const { criteria, gap, short, exact } = narrow(filter, professionnelShape, lenient)
    const parent = dit.parentOfProfessionals
    return {
      none: criteria.kind === 'none',
      gap,
      short,
      exact,
      page: (after, limit) =>
        turned(directory.professionnels(criteria, reader, { after, limit }), ({ results }) => ({
          count: results.length,
          rank: (at) => results[at]!.rang,
          entry: (at) => professionnelEntry(results[at]!.value, parent),
        })),
    }
  }
  const lenient = directory.generation.bals > LOOK_THROUGH
  const { criteria, gap, short, exact } = narrow(filter, balShape, lenient)
  const inSource = withSource(criteria, range.source)
  return {
    none: criteria.kind === 'none',
    gap,
    short,
    exact,
    page: (after, limit) =>
      turned(directory.entrees(inSource, reader, { after, limit }), (found) => ({
        count: found.ranks.length,
        rank: (at) => found.ranks[at]!,
        entry: (at) => new PreparedEntry(found.entry(at), dit, directory.dates),
      })),
  }
}

function withSource(criteria: Criteria, source: string | null): Criteria {
  return source === null ? criteria : and(flatten([criteria, term('source', 'exact', source)]))
}
