import type { Criteria } from '../../search/criteria.js'
import { ranksOf, type Typed } from '../../search/ranking.js'
import type { Directory, FoundEntries, Reader } from '../../store/directory.js'
import type { Pace } from '../../store/pace.js'
import { andThen, type MaybePromise } from '../../store/steps.js'
import type { Dit } from '../tree/dit.js'
import type { CandidatePage } from './mailbox-page.js'
import { mailboxPage } from './mailbox-page.js'

/** Mailboxes led to that are worth looking at one by one: several words are asked for again by each tier. */
const ONE_WORD = 20_000
const WORDS = 100_000
/** Of one word the names that are it or start so are ranges of rows, which often fill the answer: nothing is quicker. */
const RANGES = 2

/** A page of one tier of an answer that is known whole; null when it is not. */
type FewOf = (tier: number, after: number, limit: number, pace: Pace) => MaybePromise<CandidatePage | null>

/** Few mailboxes are found once and ranked one by one. */
export function rankedFew(
  criteria: Criteria,
  typed: Typed,
  directory: Directory,
  reader: Reader,
  dit: Dit,
): FewOf | null {
  if (criteria.kind === 'none' || criteria.kind === 'all') return null
  let known: MaybePromise<readonly FoundEntries[] | null> | undefined
  const single = typed.words.length === 1
  return (tier, after, limit, pace) => {
    if (single && tier < RANGES) return null
    const most = single ? ONE_WORD : WORDS
    known ??= directory.classees({ criteria, classes: ranksOf(typed, false), most }, reader, pace)
    return andThen(known, (classes) => {
      if (classes === null) return null
      const own = classes[tier]!
      const next = own.ranks.findIndex((rank) => rank > after)
      const from = next === -1 ? own.ranks.length : next
      return mailboxPage(own, dit, directory, from, Math.min(own.ranks.length, from + limit))
    })
  }
}
