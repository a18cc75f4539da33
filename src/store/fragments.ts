import type { Match, Term } from '../search/criteria.js'

/** A piece of WHERE and the values of its parameters, in their order. */
export interface Fragment {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

export const TRUE: Fragment = { sql: '1', values: [] }
export const FALSE: Fragment = { sql: '0', values: [] }

export function join(operator: 'AND' | 'OR', parts: readonly Fragment[]): Fragment {
  if (parts.length === 0) return operator === 'AND' ? TRUE : FALSE
  if (parts.length === 1) return parts[0]!
  return {
    sql: `(${parts.map((part) => part.sql).join(` ${operator} `)})`,
    values: parts.flatMap((part) => part.values),
  }
}

/**
 * Compares a column. Texts are compared as bytes, so that the start of a text is a range of its index; the highest
 * code point closes the range. An empty text means that the column holds nothing.
 */
export function compare(column: string, match: Match, value: string): Fragment {
  switch (match) {
    case 'exact':
      return { sql: `(${column} = ? AND ${column} <> '')`, values: [value] }
    case 'prefix':
      return {
        sql: `(${column} >= ? AND ${column} < ? AND ${column} <> '')`,
        values: [value, `${value}\u{10ffff}`],
      }
    case 'infix':
      return { sql: `instr(${column}, ?) > 0`, values: [value] }
    case 'present':
      return { sql: `ifnull(${column}, '') <> ''`, values: [] }
  }
}

/** One of several columns. */
export function compareAny(columns: readonly string[], { match, value }: Term): Fragment {
  return join(
    'OR',
    columns.map((column) => compare(column, match, value)),
  )
}
