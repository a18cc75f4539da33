import { RowSet } from '../../columns/row-set.js'
import type { Term } from '../../search/criteria.js'
import type { Pace } from '../pace.js'
import type { Steps } from '../steps.js'

/** Rows among which every match lies. */
export interface Lead {
  /** Rows at most, one that has several values counting for each. */
  readonly size: number
  /** What gathering costs, in rows; as many as there are when not given. */
  readonly cost?: number
  addTo(rows: RowSet): void
  /** The same a little at a time, where it may take long. */
  fill?(rows: RowSet, pace: Pace): Steps<void>
  /** What it is made of, when that is much to gather at once. */
  readonly parts?: readonly Lead[]
  /** The rows from `from` on and before `end` in ascending order, then -1; null when they have to be gathered first. */
  cursor?(from: number, end: number): (() => number) | null
}

export function costOf({ size, cost }: Lead): number {
  return cost ?? size
}

/** Rows that follow each other; `high` is the first after the last. */
interface RowRange {
  readonly low: number
  readonly high: number
}

export type Test = (row: number) => boolean

/** Criteria made ready to be asked of many rows. */
export interface Matcher {
  /** null when nothing narrows the search. */
  readonly lead: Lead | null
  /** The test that the rows of the lead still need; null when they are exactly the matches. */
  readonly leadTester: (() => Test) | null
  /** The test of any row. It may cost something to prepare. */
  tester(): Test
  /** Every match lies in this range; absent when nothing says so. */
  readonly within?: RowRange | undefined
}

/** Matchers of terms that were made beforehand, one after the other, because there are many or one takes long. */
export type Prepared = ReadonlyMap<Term, Matcher>

export const EVERYTHING: Matcher = { lead: null, leadTester: null, tester: () => () => true }
export const NOTHING: Matcher = { lead: { size: 0, addTo: () => {} }, leadTester: null, tester: () => () => false }

/**
 * Rows that are known one by one.
 * @param count rows of the table
 */
export function rowsMatcher(rows: Iterable<number>, count: number): Matcher {
  const set = new RowSet(count)
  for (const row of rows) set.add(row)
  return setMatcher(set)
}

export function setMatcher(set: RowSet): Matcher {
  return {
    lead: { size: set.size, addTo: (rows) => rows.addSet(set) },
    leadTester: null,
    tester: () => set.tester(),
  }
}

/** AND: the rarest lead, checked by all the others. */
export function allOf(matchers: readonly Matcher[]): Matcher {
  if (matchers.length === 1) return matchers[0]!
  // The test that most rows fail comes first.
  const rarest = bySize(matchers)
  const leading = rarest[0]!.lead === null ? null : rarest[0]!
  return {
    lead: leading?.lead ?? null,
    leadTester: () => {
      const tests: Test[] = []
      for (const matcher of rarest) {
        if (matcher !== leading) tests.push(matcher.tester())
        else if (matcher.leadTester !== null) tests.push(matcher.leadTester())
      }
      return every(tests)
    },
    tester: () => every(rarest.map((matcher) => matcher.tester())),
    within: common(rarest),
  }
}

/** What the ranges of matchers have in common. */
function common(matchers: readonly Matcher[]): RowRange | undefined {
  let range: RowRange | undefined
  for (const { within } of matchers) {
    if (range === undefined || within === undefined) range ??= within
    else range = { low: Math.max(range.low, within.low), high: Math.min(range.high, within.high) }
  }
  return range
}

const FEW = 16

/** Insertion is the quickest for the two or three that there are. */
function bySize(matchers: readonly Matcher[]): readonly Matcher[] {
  if (matchers.length > FEW) return [...matchers].sort((one, other) => (sizeOf(one) < sizeOf(other) ? -1 : 1))
  const sorted: Matcher[] = []
  for (const matcher of matchers) {
    let at = sorted.length
    while (at > 0 && sizeOf(matcher) < sizeOf(sorted[at - 1]!)) {
      sorted[at] = sorted[at - 1]!
      at--
    }
    sorted[at] = matcher
  }
  return sorted
}

function sizeOf({ lead }: Matcher): number {
  return lead?.size ?? Number.POSITIVE_INFINITY
}

/** OR: the leads together, when every branch has one. */
export function anyOf(branches: readonly Matcher[]): Matcher {
  // A branch that nothing matches would cost the others their order (text/fold.ts, foldings).
  const matchers = branches.filter(({ lead }) => lead === null || lead.size > 0)
  if (matchers.length === 0) return branches[0] ?? NOTHING
  if (matchers.length === 1) return matchers[0]!
  const leads = matchers.map(({ lead }) => lead)
  const lead = leads.every((one) => one !== null) ? together(leads) : null
  const tester = (): Test => some(matchers.map((matcher) => matcher.tester()))
  const exact = lead !== null && matchers.every(({ leadTester }) => leadTester === null)
  return { lead, leadTester: exact ? null : tester, tester }
}

export function noneOf(matcher: Matcher): Matcher {
  const tester = (): Test => {
    const test = matcher.tester()
    return (row) => !test(row)
  }
  return { lead: null, leadTester: tester, tester }
}

export function together(leads: readonly Lead[]): Lead {
  // The same lead may stand behind several branches.
  const distinct = [...new Set(leads)]
  if (distinct.length === 1) return distinct[0]!
  return {
    size: distinct.reduce((sum, lead) => sum + lead.size, 0),
    cost: distinct.reduce((sum, lead) => sum + costOf(lead), 0),
    parts: distinct,
    addTo(rows) {
      for (const lead of distinct) lead.addTo(rows)
    },
  }
}

export function every(tests: readonly Test[]): Test {
  const [one, two, three] = tests
  if (one === undefined) return () => true
  if (two === undefined) return one
  if (three === undefined) return (row) => one(row) && two(row)
  return (row) => tests.every((test) => test(row))
}

export function some(tests: readonly Test[]): Test {
  const [one, two, three] = tests
  if (one === undefined) return () => false
  if (two === undefined) return one
  if (three === undefined) return (row) => one(row) || two(row)
  return (row) => tests.some((test) => test(row))
}
