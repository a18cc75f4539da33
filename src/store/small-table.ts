import type Database from 'better-sqlite3'
import { Remembered } from '../remembered.js'
import { jsonRemembered } from '../text/json.js'

/** SmallTable kept: the feeds have fewer. */
const KEPT = 16_384

/** Rows of a small table that many others refer to, by their numbers; each is read when it is first met. */
export class SmallTable<T extends object> {
  readonly #known = new Remembered<number, T>(KEPT)
  readonly #row: Database.Statement
  readonly #make: (cells: readonly (string | null)[]) => T

  /** @param sql gives the cells of one number */
  constructor(db: Database.Database, sql: string, make: (cells: readonly (string | null)[]) => T) {
    this.#row = db.prepare(sql).raw()
    this.#make = make
  }

  get(id: number): T {
    return this.#known.of(id, () => jsonRemembered(this.#make(this.#row.get(id) as (string | null)[])))
  }
}
