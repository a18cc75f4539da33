import type { Criteria } from '../search/criteria.js'
import { findMany } from './matching/find-ranks.js'
import type { Matcher, Test } from './matching/matcher.js'
import type { Pace } from './pace.js'
import type { Steps } from './steps.js'

/** So many rows are sooner put into their classes one by one than asked for class by class. */
const MOST = 2000
/** Rows looked at between two looks at the clock. */
const LOOK = 64

/**
 * All rows that match, by the first of some classes that each belongs to, then those of none: their ranks, ascending.
 * @param matcherOf makes the matcher of a class
 * @param most rows to look at: nothing is made where more are led to
 * @returns null when there are more, when too many match, and when the pace is over
 */
export function* classedRanks(
  matcherOf: (criteria: Criteria) => Matcher,
  matcher: Matcher,
  classes: readonly (() => Criteria)[],
  { rows, most, pace }: { readonly rows: number; readonly most: number; readonly pace: Pace },
): Steps<readonly (readonly number[])[] | null> {
  if (matcher.lead === null || matcher.lead.size > most) return null
  const ranks = yield* findMany(matcher, { after: 0, rows, limit: MOST + 1, pace })
  if (ranks.length > MOST) return null
  const tests = classes.map((one): Test => {
    let test: Test | null = null
    return (row) => {
      test ??= matcherOf(one()).tester()
      return test(row)
    }
  })
  const classed: number[][] = Array.from({ length: classes.length + 1 }, () => [])
  for (const [looked, rank] of ranks.entries()) {
    const at = tests.findIndex((test) => test(rank - 1))
    classed[at === -1 ? classes.length : at]!.push(rank)
    const pause = looked % LOOK === 0 && !pace.over() ? pace.pause() : null
    if (pause !== null) yield pause
  }
  return pace.over() ? null : classed
}
