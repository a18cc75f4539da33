import type Database from 'better-sqlite3'
import type { Bal } from '../resources/person.js'
import { foldAddress, NATIONAL } from '../values/index.js'
import { BAL, BAL_COLUMNS, toBal } from './bal-row.js'
import type { Cells } from './batches.js'
import type { Reader } from './directory.js'
import type { HiddenRows } from './hidden-rows.js'
import type { Labels } from './labels.js'
import { mayRead } from './result-reader.js'

/** The mailbox of an address: the national one first, then those of the sources that the reader may see. */
export class MailboxesByAddress {
  readonly #rows: Database.Statement
  readonly #labels: Labels
  readonly #dates: ReadonlyMap<string, string>
  readonly #hidden: HiddenRows

  /** @param dates of the file of each source's mailboxes */
  constructor(db: Database.Database, labels: Labels, dates: ReadonlyMap<string, string>, hidden: HiddenRows) {
    this.#labels = labels
    this.#dates = dates
    this.#hidden = hidden
    this.#rows = db
      .prepare(`SELECT ${BAL_COLUMNS} FROM bal WHERE adresse_pliee = ? ORDER BY source <> '${NATIONAL}', source`)
      .raw()
  }

  /** @param adresse in any case @returns null when it is unknown or not readable by this reader */
  at(adresse: string, reader: Reader): Bal | null {
    const rows = this.#rows.all(foldAddress(adresse)) as Cells[]
    const row = rows.find(
      (cells) =>
        mayRead(reader, cells[BAL.source] as string) && !this.#hidden.rows.has((cells[BAL.rang] as number) - 1),
    )
    return row === undefined ? null : toBal(row, this.#labels, this.#dates)
  }
}
