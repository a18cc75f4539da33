import { RowSet } from '../../columns/row-set.js'
import type { Pace } from '../pace.js'
import type { Steps } from '../steps.js'
import { BATCH, gather } from './find-ranks.js'
import type { Matcher, Test } from './matcher.js'

/**
 * Gives every row that matches, in ascending order.
 * @param count rows of the table
 * @returns false when the pace said that it is over before they were all given
 */
export function* allRows(
  { lead, leadTester, tester, within }: Matcher,
  count: number,
  pace: Pace,
  take: (row: number) => void,
): Steps<boolean> {
  const high = Math.min(count, within?.high ?? count)
  let next = within?.low ?? 0
  if (lead === null) return yield* each(tester(), () => (next < high ? next++ : -1), pace, take)
  const gathered = new RowSet(count)
  try {
    yield* gather(lead, gathered, pace)
    return !pace.over() && (yield* each(leadTester?.() ?? null, gathered.cursor(next, high), pace, take))
  } finally {
    gathered.release()
  }
}

/** @param test null when every row that the cursor gives is a match */
function* each(test: Test | null, cursor: () => number, pace: Pace, take: (row: number) => void): Steps<boolean> {
  for (let looked = 1; ; looked++) {
    const row = cursor()
    if (row === -1) return true
    if (test === null || test(row)) take(row)
    if (looked % BATCH !== 0) continue
    const pause = pace.pause()
    if (pause === null) continue
    yield pause
    if (pace.over()) return false
  }
}
