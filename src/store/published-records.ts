import type Database from 'better-sqlite3'
import { ChangeDates } from './change-dates.js'
import type { HiddenRows } from './hidden-rows.js'
import type { GenerationColumns } from './matching/generation-columns.js'

/** What a generation shows of the records that the journal of changes names (src/changes/README.md). */
export class PublishedRecords {
  readonly dates: ChangeDates
  readonly #record: Database.Statement
  readonly #address: Database.Statement
  readonly #hidden: HiddenRows

  constructor(
    db: Database.Database,
    columns: GenerationColumns,
    counts: { readonly professionnels: number; readonly bals: number },
    hidden: HiddenRows,
  ) {
    this.dates = new ChangeDates(db, columns, counts)
    this.#record = db.prepare('SELECT rang FROM empreinte WHERE objet = ? AND cle = ? AND source = ?').pluck()
    this.#address = db.prepare('SELECT adresse FROM bal WHERE rang = ?').pluck()
    this.#hidden = hidden
  }

  /** Whether a person or a structure is published. @param objet place of the kind (src/changes/kinds.ts) */
  has(objet: number, cle: string): boolean {
    return this.#record.get(objet, cle, '') !== undefined
  }

  /** The address of the mailbox that a fingerprint names; null when none is shown. @param source '' for the national one */
  address(objet: number, cle: string, source: string): string | null {
    const rang = this.#record.get(objet, cle, source) as number | undefined
    if (rang === undefined || this.#hidden.rows.has(rang - 1)) return null
    return this.#address.get(rang) as string
  }
}
