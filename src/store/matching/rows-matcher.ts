import { RowSet } from '../../columns/row-set.js'
import type { Matcher } from './matcher.js'

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
