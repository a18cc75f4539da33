import type { Directory, FoundEntries } from '../../store/directory.js'
import type { Dit } from '../tree/dit.js'
import type { Entry } from '../tree/entry.js'
import { PreparedEntry } from '../tree/prepared-entry.js'

/** Some candidates, in rank order; they are made only when they are asked for. */
export interface CandidatePage {
  readonly count: number
  rank(at: number): number
  entry(at: number): Entry
}

/**
 * Mailboxes that the store found, as candidates.
 * @param from and `end`: which of them, all when not given
 */
export function mailboxPage(
  { ranks, entry }: FoundEntries,
  dit: Dit,
  { records }: Pick<Directory, 'records'>,
  from = 0,
  end = ranks.length,
): CandidatePage {
  return {
    count: Math.max(0, end - from),
    rank: (at) => ranks[from + at]!,
    entry: (at) => new PreparedEntry(entry(from + at), dit, records.dates, ranks[from + at]!),
  }
}
