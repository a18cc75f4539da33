import type Database from 'better-sqlite3'

/** Searches are built from a few pieces: the same shapes come back, and each is prepared once. */
const KEPT = 300

/** Prepared statements by their text, the least recently used leaving first. */
export class Statements {
  readonly #db: Database.Database
  readonly #prepared = new Map<string, Database.Statement>()

  constructor(db: Database.Database) {
    this.#db = db
  }

  get(sql: string): Database.Statement {
    let statement = this.#prepared.get(sql)
    if (statement !== undefined) this.#prepared.delete(sql)
    else statement = this.#db.prepare(sql).pluck()
    this.#prepared.set(sql, statement)
    if (this.#prepared.size > KEPT) this.#prepared.delete(this.#prepared.keys().next().value!)
    return statement
  }
}
