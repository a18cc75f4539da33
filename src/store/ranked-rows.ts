import type { Criteria, Term } from '../search/criteria.js'
import { implies } from '../search/implies.js'
import { isFieldOf } from '../search/of-activity.js'
import { classedRanks } from './classed-rows.js'
import { findMany } from './matching/find-ranks.js'
import { allOf, type Matcher, NOTHING, type Prepared, type Test } from './matching/matcher.js'
import { termsOf } from './matching/terms-of.js'
import type { Pace } from './pace.js'
import type { Steps } from './steps.js'

/** So few rows led to are looked at once, and put into their ranks one by one. */
const FEW = 100_000

/** A table of the store, as searches see it. */
export interface Table {
  readonly rows: number
  readonly matcher: (criteria: Criteria, prepared?: Prepared) => Matcher
  /** Makes the matchers of terms, a little at a time. */
  readonly prepare: (terms: readonly Term[]) => Steps<Prepared>
  /** Those that the reader may see; null when all may be seen. */
  readonly readable: Matcher | null
}

/**
 * The ranks of the first matches, by the first of some criteria that each satisfies, then those that satisfy none.
 * @param tiers made when they are first asked for; something leads to each of them
 * @param wanted matches at most
 */
export function* rankedRanks(
  table: Table,
  criteria: Criteria,
  tiers: readonly (() => Criteria)[],
  wanted: number,
  pace: Pace,
): Steps<readonly number[]> {
  const found = new Set<number>()
  let whole: Matcher | null = null
  for (const tier of [...tiers, null]) {
    const own = tier === null ? null : tier()
    if (own?.kind === 'none') continue
    let matcher: Matcher
    if (own !== null && implies(own, criteria)) matcher = readableOf(yield* prepared(own, table), table)
    else {
      if (whole === null) {
        whole = remembered(readableOf(yield* prepared(criteria, table), table))
        if (pace.over()) break
        const classes = yield* classedRanks(table.matcher, whole, tiers, { rows: table.rows, most: FEW, pace })
        if (classes !== null) return [...new Set([...found, ...classes.flat()])].slice(0, wanted)
      }
      matcher = own === null ? whole : allOf([yield* prepared(own, table), whole])
    }
    if (pace.over()) break
    // What was found before may come again: so many are enough to fill the answer whatever it is.
    for (const rank of yield* findMany(matcher, { after: 0, rows: table.rows, limit: wanted, pace })) {
      if (found.size < wanted) found.add(rank)
    }
    if (found.size >= wanted || pace.over()) break
  }
  return [...found]
}

/** What was not made ready when nobody waits any more is not made at all. */
function* prepared(criteria: Criteria, { matcher, prepare }: Table): Steps<Matcher> {
  const terms = termsOf(criteria)
  const ready = yield* prepare(terms)
  return terms.every((term) => ready.has(term) || isFieldOf('situation', term.field))
    ? matcher(criteria, ready)
    : NOTHING
}

function readableOf(matcher: Matcher, { readable }: Table): Matcher {
  return readable === null ? matcher : allOf([matcher, readable])
}

/** Its tests are made once, for all the tiers that they are asked of. */
function remembered({ lead, leadTester, tester, within }: Matcher): Matcher {
  const once = (make: () => Test): (() => Test) => {
    let made: Test | null = null
    return () => {
      made ??= make()
      return made
    }
  }
  return { lead, leadTester: leadTester === null ? null : once(leadTester), tester: once(tester), within }
}
