import type Database from 'better-sqlite3'
import { BatchedQuery } from './batches.js'
import type { Ranked } from './directory.js'
import type { GenerationColumns } from './matching/generation-columns.js'

/** Reads the mailboxes that the import prepared. */
export class PreparedEntries {
  readonly #columns: GenerationColumns
  readonly #one: Database.Statement
  readonly #many: BatchedQuery
  readonly #byAddress: Database.Statement

  constructor(db: Database.Database, columns: GenerationColumns) {
    this.#columns = columns
    this.#one = db.prepare('SELECT octets FROM entree WHERE id = ?').pluck()
    this.#many = new BatchedQuery(db, 'SELECT id, octets FROM entree WHERE id IN', 'id')
    this.#byAddress = db
      .prepare(
        'SELECT e.octets FROM bal b CROSS JOIN entree e ON e.id = b.entree WHERE b.adresse_pliee = ? AND b.source = ?',
      )
      .pluck()
  }

  ofRanks(ranks: readonly number[]): Ranked<Buffer>[] {
    const ids = this.#columns.column('bal.entree').all()
    const wanted = ranks.map((rang) => ids[rang - 1]!)
    if (ranks.length < SOME) return ranks.map((rang, at) => ({ rang, value: this.#one.get(wanted[at]!) as Buffer }))
    const found = new Map<number, Buffer>()
    this.#many.each<readonly [number, Buffer]>(wanted, ([id, bytes]) => found.set(id, bytes))
    return ranks.map((rang, at) => ({ rang, value: found.get(wanted[at]!)! }))
  }

  /** @param address in lower case */
  ofAddress(address: string, source: string): Buffer | null {
    return (this.#byAddress.get(address, source) as Buffer | undefined) ?? null
  }
}

/** From so many on, one query for fifty is quicker than one for each. */
const SOME = 16
