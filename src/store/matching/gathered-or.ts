import { RowSet } from '../../columns/row-set.js'
import { anyOf, type Matcher, some, type Test } from './matcher.js'

/** So many rows are gathered within a millisecond: a bit of them is then sooner looked at than any text. */
const MOST = 150_000

/**
 * OR of much that is asked of many rows, of which most rows satisfy nothing: what leads to few rows is gathered before any row
 * is tested.
 * @param count rows of the table
 */
export function gatheredOr(parts: readonly Matcher[], count: number): Matcher {
  const { lead, leadTester, within } = anyOf(parts)
  const tester = (): Test => {
    const rows = new RowSet(count)
    const others: Test[] = []
    for (const part of parts) {
      if (part.lead === null || part.lead.size > MOST) others.push(part.tester())
      else if (part.leadTester === null) part.lead.addTo(rows)
      else if (part.lead.size > 0) others.push(candidateTest(part, count))
    }
    return some([rows.tester(), ...others])
  }
  return { lead, leadTester: leadTester === null ? null : tester, tester, within }
}

/** Few rows are looked at closely. */
function candidateTest({ lead, leadTester }: Matcher, count: number): Test {
  const candidates = new RowSet(count)
  lead!.addTo(candidates)
  const isCandidate = candidates.tester()
  const test = leadTester!()
  return (row) => isCandidate(row) && test(row)
}
