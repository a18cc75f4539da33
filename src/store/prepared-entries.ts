import type Database from 'better-sqlite3'
import type { Ranked } from './directory.js'
import type { GenerationColumns } from './matching/generation-columns.js'

/** Reads the mailboxes that the import prepared. */
export class PreparedEntries {
  readonly #columns: GenerationColumns
  readonly #byId: Database.Statement
  readonly #byAddress: Database.Statement

  constructor(db: Database.Database, columns: GenerationColumns) {
    this.#columns = columns
    this.#byId = db.prepare('SELECT octets FROM entree WHERE id = ?').pluck()
    this.#byAddress = db
      .prepare(
        'SELECT e.octets FROM bal b CROSS JOIN entree e ON e.id = b.entree WHERE b.adresse_pliee = ? AND b.source = ?',
      )
      .pluck()
  }

  ofRanks(ranks: readonly number[]): Ranked<Buffer>[] {
    const ids = this.#columns.column('bal.entree').all()
    return ranks.map((rang) => ({ rang, value: this.#byId.get(ids[rang - 1]!) as Buffer }))
  }

  /** @param address in lower case */
  ofAddress(address: string, source: string): Buffer | null {
    return (this.#byAddress.get(address, source) as Buffer | undefined) ?? null
  }
}
