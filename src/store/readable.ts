import type { Criteria } from '../search/criteria.js'
import type { Reader } from './directory.js'
import type { Fragment } from './fragments.js'

/** Mailboxes `b` of the sources that a reader may see. */
export function readableSources(reader: Reader): Fragment {
  if (reader.sources.length === 0) return { sql: "b.source = 'national'", values: [] }
  const marks = reader.sources.map(() => '?').join(', ')
  return { sql: `(b.source = 'national' OR b.source IN (${marks}))`, values: reader.sources }
}

/** The same, one row for each address: a regional copy of a national mailbox shows only inside its own source. */
export function readableOnce(reader: Reader): Fragment {
  const { sql, values } = readableSources(reader)
  return { sql: `(${sql} AND b.aussi_national = 0)`, values }
}

/** True when the criteria ask for one source, where its copies of national mailboxes belong to the answer. */
export function namesSource(criteria: Criteria): boolean {
  if (criteria.kind === 'term') return criteria.field === 'source' && criteria.match === 'exact'
  return criteria.kind === 'and' && criteria.of.some(namesSource)
}
