import { setImmediate } from 'node:timers/promises'
import { Rows } from '../columns/rows.js'
import { type Awaitable, carry, type Steps } from '../steps.js'
import { costOf, type Lead, type Matcher, type Test } from './matcher.js'

/**
 * A lead larger than this is not gathered at once: common criteria usually fill an answer from the first rows, which
 * are then merely tested one by one.
 */
const GATHERED = 32_768
/** How many times more rows are so tried than should be needed if the matches lay evenly. */
const TRIED = 2
/** Rows tested between two looks at the clock, and milliseconds after which other requests are let in. */
const BATCH = 2048
const SLICE_MS = 5

export interface Sought {
  /** Rank after which the answer starts. */
  readonly after: number
  /** Rows of the table. */
  readonly rows: number
  /** Matches wanted at most. */
  readonly limit: number
  /** True when nobody waits for the answer any more. */
  readonly abandoned?: (() => boolean) | undefined
}

/**
 * The ranks that match, in ascending order; the event loop runs now and then when there are many to look at. Rows of
 * columns count from 0, ranks from 1.
 */
export function findRanks(matcher: Matcher, sought: Sought): Awaitable<readonly number[]> {
  if (sought.limit <= 0) return []
  if (matcher.lead !== null && costOf(matcher.lead) <= BATCH) return findFew(matcher, matcher.lead, sought)
  return carry(findMany(matcher, sought))
}

/** So few that no clock is needed: most searches of software and of people who type. */
function findFew({ leadTester, within }: Matcher, lead: Lead, { after, rows, limit }: Sought): readonly number[] {
  const test = leadTester?.() ?? null
  const low = Math.max(after, within?.low ?? 0)
  const high = Math.min(rows, within?.high ?? rows)
  const cursor = lead.cursor?.(low, high) ?? null
  if (cursor !== null) return firstOf(cursor, test, limit)
  const gathered = new Rows(rows)
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

function* findMany(
  { lead, leadTester, tester, within }: Matcher,
  { after, rows, limit, abandoned }: Sought,
): Steps<number[]> {
  const found: number[] = []
  const last = Math.min(rows, within?.high ?? rows)
  let next = Math.max(after, within?.low ?? 0)
  if (lead === null || costOf(lead) > GATHERED) {
    const tried = lead === null ? rows : Math.min(GATHERED, Math.ceil((TRIED * limit * rows) / lead.size))
    const end = Math.min(last, next + tried)
    yield* take(tester(), { found, limit, abandoned }, () => (next < end ? next++ : -1))
    if (found.length === limit || lead === null || abandoned?.() === true) return found
  }
  const gathered = new Rows(rows)
  try {
    lead.addTo(gathered)
    yield* take(leadTester?.() ?? null, { found, limit, abandoned }, gathered.cursor(next, last))
    return found
  } finally {
    gathered.release()
  }
}

interface Taking extends Pick<Sought, 'limit' | 'abandoned'> {
  readonly found: number[]
}

/** @param test null when every row that the cursor gives is a match */
function* take(test: Test | null, { found, limit, abandoned }: Taking, cursor: () => number): Steps<void> {
  let sliceEnd = Number.NaN
  for (let looked = 1; found.length < limit; looked++) {
    const row = cursor()
    if (row === -1) return
    if (test === null || test(row)) found.push(row + 1)
    if (looked % BATCH !== 0) continue
    const now = performance.now()
    if (Number.isNaN(sliceEnd)) sliceEnd = now + SLICE_MS
    if (now < sliceEnd) continue
    yield setImmediate()
    if (abandoned?.() === true) return
    sliceEnd = performance.now() + SLICE_MS
  }
}
