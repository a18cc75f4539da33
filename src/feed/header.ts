import type { FeedHeader } from './contract.js'

/** The header of a sheet, whatever format it is kept in: columns at its end that have no name are none. */
export function headerOf(record: readonly string[], separator: string): FeedHeader {
  const named = record.findLastIndex((name) => name.trim() !== '') + 1
  return { columns: record.slice(0, named), separator, trailingSeparator: named < record.length }
}

/** Columns without a name hold nothing: their empty cells go, a filled one stays and makes the row too long. */
export function withoutPhantoms(record: readonly string[], width: number): readonly string[] {
  if (record.length <= width || record.slice(width).some((cell) => cell.trim() !== '')) return record
  return record.slice(0, width)
}
