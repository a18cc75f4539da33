import { UuidIndex } from '../../columns/uuid-index.js'
import type { Match } from '../../search/criteria.js'
import type { GenerationColumns } from './generation-columns.js'
import { EVERYTHING, type Matcher, NOTHING, rowsMatcher } from './matcher.js'

/**
 * Rows whose UUID begins with eight digits.
 * @param count rows of the table
 */
export function uuidMatcher(
  columns: GenerationColumns,
  table: 'bal' | 'professionnel',
  count: number,
  match: Match,
  value: string,
): Matcher {
  if (match === 'present') return EVERYTHING
  if (match !== 'exact' || !/^[0-9A-F]{8}$/.test(value)) return NOTHING
  const name = `${table}.uuid`
  const rows = new UuidIndex(columns.column(name), columns.column(`${name}.rangs`)).rows(Number.parseInt(value, 16))
  return rows.length === 0 ? NOTHING : rowsMatcher(rows, count)
}
