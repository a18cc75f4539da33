import type Database from 'better-sqlite3'
import { addressFingerprint, NATIONAL } from '../values/index.js'
import type { Keyed } from './compared.js'

/** A mailbox whose account expires. */
export interface Expiring extends Pick<Keyed, 'cle' | 'source' | 'rang'> {
  /** Last day of the account, AAAA-MM-JJ. */
  readonly last: string
}

/** Which mailboxes of a generation are shown on a day, and who holds them. */
export class ShownMailboxes {
  readonly #lastDays: ReadonlyMap<number, string>
  readonly #day: string
  readonly #isHidden: (record: Pick<Keyed, 'cle' | 'source' | 'rang'>) => boolean
  readonly #holder: Database.Statement
  readonly #person: Database.Statement
  readonly #mailbox: Database.Statement

  /**
   * @param db of the generation @param day in France, AAAA-MM-JJ
   * @param isHidden by the latest word of its sources
   */
  constructor(
    db: Database.Database,
    day: string,
    isHidden: (record: Pick<Keyed, 'cle' | 'source' | 'rang'>) => boolean,
  ) {
    this.#day = day
    this.#isHidden = isHidden
    this.#lastDays = new Map(
      db.prepare('SELECT rang, expiration FROM main.bal WHERE expiration IS NOT NULL').raw().all() as [
        number,
        string,
      ][],
    )
    this.#holder = db
      .prepare(
        'SELECT p.identifiant FROM main.bal b JOIN main.professionnel p ON p.rang = b.professionnel WHERE b.rang = ?',
      )
      .pluck()
    this.#person = db.prepare('SELECT 1 FROM main.professionnel WHERE identifiant = ?').pluck()
    this.#mailbox = db.prepare('SELECT adresse_pliee, source FROM main.bal WHERE rang = ?').raw()
  }

  shows(record: Pick<Keyed, 'cle' | 'source' | 'rang'>): boolean {
    const last = this.lastDay(record.rang)
    return (last === null || last >= this.#day) && !this.#isHidden(record)
  }

  /** Last day of an account; null when it does not expire. */
  lastDay(rang: number): string | null {
    return this.#lastDays.get(rang) ?? null
  }

  /** Identification of who holds a mailbox; null when nobody of the generation does. */
  holder(rang: number): string | null {
    return (this.#holder.get(rang) as string | undefined) ?? null
  }

  hasPerson(identifiant: string): boolean {
    return this.#person.get(identifiant) !== undefined
  }

  /** Those that are shown and whose account expires. */
  *expiring(): Generator<Expiring> {
    for (const [rang, last] of this.#lastDays) {
      const record = this.named(rang)
      if (this.shows(record)) yield { ...record, last }
    }
  }

  /** What names the mailbox of a rank. */
  named(rang: number): Pick<Keyed, 'cle' | 'source' | 'rang'> {
    const [address, source] = this.#mailbox.get(rang) as [string, string]
    return { cle: addressFingerprint(address), source: source === NATIONAL ? '' : source, rang }
  }
}
