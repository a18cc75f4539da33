import { randomBytes } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { pointedId, pointerPath } from '../store/generations.js'
import { schemaFile } from '../store/schema-file.js'
import { mailboxKey } from './compared.js'

const FILE = 'journal.sqlite'
/** How long changes are kept, in milliseconds. */
export const WINDOW_MS = 185 * 24 * 60 * 60 * 1000
/** How long a command waits for another one that writes. */
const PATIENCE_MS = 60_000

export function journalPath(dataDir: string): string {
  return join(dataDir, FILE)
}

/** The publication that took place last. */
export interface Told {
  readonly numero: number
  readonly generation: string
}

/** The journal as those who publish write it (schema/journal.sql). Readers have `JournalReader`. */
export class Journal {
  readonly db: Database.Database
  readonly #dataDir: string

  /** A damaged journal is put aside: the next publication begins another one, and readers are told to start again. */
  static open(dataDir: string): Journal {
    try {
      return new Journal(dataDir)
    } catch (error) {
      if (!(error instanceof Database.SqliteError) || !/^SQLITE_(NOTADB|CORRUPT)/.test(error.code)) throw error
      const path = journalPath(dataDir)
      renameSync(path, `${path}.abime`)
      for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true })
      return new Journal(dataDir)
    }
  }

  private constructor(dataDir: string) {
    this.#dataDir = dataDir
    mkdirSync(dataDir, { recursive: true })
    const db = new Database(journalPath(dataDir), { timeout: PATIENCE_MS })
    this.db = db
    try {
      // Readers read on while a publication is written.
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = FULL')
      db.exec(schemaFile('journal.sql'))
      db.prepare("INSERT OR IGNORE INTO reglage (cle, valeur) VALUES ('identite', ?)").run(
        randomBytes(6).toString('hex'),
      )
    } catch (error) {
      db.close()
      throw error
    }
  }

  /** What the pointer says; null when the journal does not know of it. */
  told(): Told | null {
    const pointed = pointedId(this.#dataDir)
    if (pointed === null) return null
    const row = this.db
      .prepare('SELECT numero, generation FROM publication WHERE generation = ? ORDER BY numero DESC LIMIT 1')
      .get(pointed) as Told | undefined
    return row ?? null
  }

  /** Mailboxes that were hidden at a publication, by what names them. */
  hiddenAt(numero: number): ReadonlySet<string> {
    const rows = this.db.prepare('SELECT cle, source FROM masquee WHERE publication = ?').all(numero) as {
      cle: string
      source: string
    }[]
    return new Set(rows.map(mailboxKey))
  }

  /** Forgets publications that were prepared and never took place. */
  forgetAfter(numero: number): void {
    for (const table of ['changement', 'masquee']) {
      this.db.prepare(`DELETE FROM ${table} WHERE publication > ?`).run(numero)
    }
    this.db.prepare('DELETE FROM publication WHERE numero > ?').run(numero)
  }

  /**
   * Writes down since when the published generation is published, and forgets what is out of date. To be called once the
   * pointer has moved; whoever was killed before leaves it to the next.
   */
  settle(now: Date | null): void {
    const told = this.told()
    if (told === null) return
    const moment = now ?? statSync(pointerPath(this.#dataDir)).mtime
    this.db
      .transaction(() => {
        this.#date(told.numero, moment)
        this.#forgetVoid(told.numero)
        this.#forgetOld(told.numero, moment)
      })
      .immediate()
  }

  /** A clock that goes back does not put a publication before another one. */
  #date(numero: number, moment: Date): void {
    this.db
      .prepare(
        `UPDATE publication SET moment = max(?, ifnull((SELECT max(moment) FROM publication), ''))
        WHERE numero <= ? AND moment IS NULL`,
      )
      .run(moment.toISOString(), numero)
  }

  /** Accounts that would have expired under the publication before, had it stayed, close under this one if at all. */
  #forgetVoid(numero: number): void {
    this.db
      .prepare(
        `DELETE FROM changement WHERE publication = (SELECT max(numero) FROM publication WHERE numero < :numero)
        AND jour > (SELECT jour FROM publication WHERE numero = :numero)`,
      )
      .run({ numero })
  }

  /** What is left begins with the last publication before the window: changes are followed from there on. */
  #forgetOld(told: number, now: Date): void {
    const limit = new Date(now.getTime() - WINDOW_MS).toISOString()
    const base = this.db
      .prepare('SELECT max(numero) FROM publication WHERE moment <= ? AND numero <= ?')
      .pluck()
      .get(limit, told) as number | null
    if (base === null) return
    this.db.prepare('UPDATE publication SET precedente = NULL WHERE numero = ?').run(base)
    this.db.prepare('DELETE FROM publication WHERE numero < ?').run(base)
    this.db.prepare('DELETE FROM masquee WHERE publication < ?').run(base)
    this.db.prepare("DELETE FROM changement WHERE publication < ? OR (publication = ? AND jour = '')").run(base, base)
  }

  close(): void {
    this.db.close()
  }
}
