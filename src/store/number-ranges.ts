import type Database from 'better-sqlite3'
import type { Pace } from './pace.js'
import { startRange } from './start-range.js'
import type { Steps } from './steps.js'

/** Rows read at a time: about half a millisecond. */
const PAGE = 1000

/** An index of numbers given as text: the rows of a whole number, or of those that start alike. */
export class NumberRanges {
  readonly #page: Database.Statement
  readonly #next: Database.Statement

  /** @param row expression of the row @param column an indexed one, which may be null */
  constructor(db: Database.Database, table: string, column: string, row: string) {
    const select = `SELECT ${column}, ${row} FROM ${table} WHERE`
    this.#page = db.prepare(`${select} ${column} >= ? AND ${column} < ? ORDER BY ${column} LIMIT ${PAGE}`).raw()
    this.#next = db.prepare(`SELECT ${row} FROM ${table} WHERE ${column} = ?`).pluck()
  }

  /**
   * The rows in no order; some are missing when the work is given up.
   * @returns null when there are more than `most`
   */
  *rows(match: 'exact' | 'prefix', value: string, most: number, pace: Pace): Steps<number[] | null> {
    const rows: number[] = []
    let [from, to] = startRange(match, value)
    for (;;) {
      const page = this.#page.all(from, to) as (readonly [string, number])[]
      const whole = page.length < PAGE
      const last = page.at(-1)?.[0]
      // Rows of the last number may go on behind the page: they are read by themselves.
      for (const [number, row] of page) if (whole || number !== last) rows.push(row)
      if (whole) return rows
      for (const row of this.#next.all(last) as number[]) rows.push(row)
      if (rows.length > most) return null
      from = `${last}\u0000`
      const pause = pace.pause()
      if (pause === null) continue
      yield pause
      if (pace.over()) return rows
    }
  }
}
