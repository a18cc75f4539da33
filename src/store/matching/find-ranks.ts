import { RowSet } from '../../columns/row-set.js'
import type { Pace } from '../pace.js'
import { type MaybePromise, runSteps, type Steps } from '../steps.js'
import { costOf, type Lead, type Matcher, type Test } from './matcher.js'

/**
 * A lead larger than this is not gathered at once: common criteria usually fill an answer from the first rows, which
 * are then merely tested one by one.
 */
const GATHERED = 32_768
/** How many times more rows are so tried than should be needed if the matches lay evenly. */
const TRIED = 2
/** A lead of more parts is gathered: testing each row by each of them would take longer. */
const TRIED_PARTS = 16
/** Rows tested between two looks at the clock: a test may take a hundred times as long as another. */
export const BATCH = 64
/** So few rows need no clock. */
const SMALL = 2048

export interface Sought {
  /** Rank after which the answer starts. */
  readonly after: number
  /** Rows of the table. */
  readonly rows: number
  /** Matches wanted at most. */
  readonly limit: number
  readonly pace: Pace
}

/**
 * The ranks that match, in ascending order; the event loop runs now and then when there are many to look at. Rows of
 * columns count from 0, ranks from 1.
 */
export function findRanks(matcher: Matcher, sought: Sought): MaybePromise<readonly number[]> {
  if (sought.limit <= 0) return []
  if (matcher.lead !== null && costOf(matcher.lead) <= SMALL) return findFew(matcher, matcher.lead, sought)
  return runSteps(findMany(matcher, sought))
}

/** So few that no clock is needed: most searches of software and of people who type. */
function findFew({ leadTester, within }: Matcher, lead: Lead, { after, rows, limit }: Sought): readonly number[] {
  const test = leadTester?.() ?? null
  const low = Math.max(after, within?.low ?? 0)
  const high = Math.min(rows, within?.high ?? rows)
  const cursor = lead.cursor?.(low, high) ?? null
  if (cursor !== null) return firstOf(cursor, test, limit)
  const gathered = new RowSet(rows)
  lead.addTo(gathered)
  const found = firstOf(gathered.cursor(low, high), test, limit)
  gathered.release()
  return found
}

function firstOf(cursor: () => number, test: Test | null, limit: number): number[] {
  const found: number[] = []
  for (let row = cursor(); row !== -1; row = cursor()) {
    if (test !== null && !test(row)) continue
    found.push(row + 1)
    if (found.length === limit) break
  }
  return found
}

/** The same when there may be much to look at. */
export function* findMany(
  { lead, leadTester, tester, within }: Matcher,
  { after, rows, limit, pace }: Sought,
): Steps<number[]> {
  const found: number[] = []
  const last = Math.min(rows, within?.high ?? rows)
  let next = Math.max(after, within?.low ?? 0)
  const parts = lead === null ? 0 : countParts(lead)
  if (lead === null || (costOf(lead) > GATHERED && parts <= TRIED_PARTS)) {
    const tried = lead === null ? rows : Math.min(GATHERED, Math.ceil((TRIED * limit * rows) / lead.size))
    const end = Math.min(last, next + tried)
    yield* take(tester(), { found, limit, pace }, () => (next < end ? next++ : -1))
    if (found.length === limit || lead === null || pace.over()) return found
  }
  const gathered = new RowSet(rows)
  try {
    yield* gather(lead, gathered, pace)
    if (!pace.over()) yield* take(leadTester?.() ?? null, { found, limit, pace }, gathered.cursor(next, last))
    return found
  } finally {
    gathered.release()
  }
}

export function* gather(lead: Lead, rows: RowSet, pace: Pace): Steps<void> {
  if (lead.fill !== undefined) yield* lead.fill(rows, pace)
  else if (lead.parts === undefined) lead.addTo(rows)
  else for (const part of lead.parts) yield* gather(part, rows, pace)
  const pause = pace.over() ? null : pace.pause()
  if (pause !== null) yield pause
}

function countParts({ parts }: Lead): number {
  return parts === undefined ? 1 : parts.reduce((sum, part) => sum + countParts(part), 0)
}

interface Taking extends Pick<Sought, 'limit' | 'pace'> {
  readonly found: number[]
}

/** @param test null when every row that the cursor gives is a match */
function* take(test: Test | null, { found, limit, pace }: Taking, cursor: () => number): Steps<void> {
  for (let looked = 1; found.length < limit; looked++) {
    const row = cursor()
    if (row === -1) return
    if (test === null || test(row)) found.push(row + 1)
    if (looked % BATCH !== 0) continue
    const pause = pace.pause()
    if (pause === null) continue
    yield pause
    if (pace.over()) return
  }
}
