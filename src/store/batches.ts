import type Database from 'better-sqlite3'

/** Keys asked at once: half the time of one by one. */
const AT_ONCE = 50

export type Cells = readonly (string | number | null)[]

/**
 * Prepares a query that is asked for many keys.
 * @param sql ends where the list of keys begins, with `IN`
 * @param order column or columns after the list
 */
export class BatchedQuery {
  readonly #statement: Database.Statement
  readonly #one: Database.Statement

  constructor(db: Database.Database, sql: string, order: string) {
    const marks = Array(AT_ONCE).fill('?').join(', ')
    this.#statement = db.prepare(`${sql} (${marks}) ORDER BY ${order}`).raw()
    this.#one = db.prepare(`${sql} (?) ORDER BY ${order}`).raw()
  }

  /** Calls `take` with every row of every key. */
  each(keys: readonly number[], take: (cells: Cells) => void): void {
    // Fifty places to fill take twice as long as one.
    if (keys.length === 1) {
      for (const cells of this.#one.all(keys[0]) as Cells[]) take(cells)
      return
    }
    for (let at = 0; at < keys.length; at += AT_ONCE) {
      const some = keys.slice(at, at + AT_ONCE)
      const last = some.at(-1)!
      // A key that comes twice in the list gives its rows once.
      while (some.length < AT_ONCE) some.push(last)
      for (const cells of this.#statement.all(some) as Cells[]) take(cells)
    }
  }
}
