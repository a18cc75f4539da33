import type Database from 'better-sqlite3'
import { DAY_MS } from '../text/days.js'
import { dayInFrance } from '../values/day-in-france.js'
import { type Kept, type Keyed, mailboxKey } from './compared.js'
import { changedFields } from './field-hashes.js'
import { Journal, type Told } from './journal.js'
import { KeptRecords } from './kept-records.js'
import { BALS_OF_PERSON, KINDS, NATURES, type Nature } from './kinds.js'
import type { ShownMailboxes } from './shown-mailboxes.js'

const PERSON = KINDS.indexOf('professionnels')
const BAL = KINDS.indexOf('bals')

/**
 * What a publication will change, written before the pointer moves and read only once its generation is served
 * (README.md): a process killed in between leaves what nobody reads, and the next publication removes it.
 */
export class PreparedPublication {
  readonly #journal: Journal
  readonly #numero: number
  readonly #insert: Database.Statement
  readonly #insertHidden: Database.Statement
  /** The generation that is published; null when it says nothing that could be compared. */
  readonly before: KeptRecords | null
  /** In France, AAAA-MM-JJ. */
  readonly day: string

  /** @param generation that is to be published @param now moment of the comparison */
  static begin(dataDir: string, generation: string, now: Date): PreparedPublication {
    const journal = Journal.open(dataDir)
    try {
      journal.settle(null)
      const day = dayInFrance(now)
      const told = journal.told()
      const hidden = told === null ? null : journal.hiddenAt(told.numero)
      const before =
        told === null
          ? null
          : KeptRecords.open(dataDir, told.generation, day, (record) => hidden!.has(mailboxKey(record)))
      try {
        return new PreparedPublication(journal, generation, told, before, day)
      } catch (error) {
        before?.close()
        throw error
      }
    } catch (error) {
      journal.close()
      throw error
    }
  }

  private constructor(
    journal: Journal,
    generation: string,
    told: Told | null,
    before: KeptRecords | null,
    day: string,
  ) {
    const { db } = journal
    this.#journal = journal
    this.before = before
    this.day = day
    db.exec('BEGIN IMMEDIATE')
    if (told !== null) journal.forgetAfter(told.numero)
    const precedente = before === null ? null : told!.generation
    this.#numero = db
      .prepare('INSERT INTO publication (generation, precedente, jour) VALUES (?, ?, ?)')
      .run(generation, precedente, day).lastInsertRowid as number
    this.#insert = db.prepare(
      `INSERT INTO changement (publication, jour, objet, cle, source, nature, champs) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET champs = champs | excluded.champs`,
    )
    this.#insertHidden = db.prepare('INSERT INTO masquee (publication, cle, source) VALUES (?, ?, ?)')
  }

  /**
   * Compares a record as it was with what it will be, null where there is none.
   * @returns whether it stays as it was
   */
  compare(before: Kept | null, after: Keyed | null, shown: ShownMailboxes): boolean {
    const had = before !== null && this.#wasShown(before)
    const has = after !== null && (after.objet !== BAL || shown.shows(after))
    if (!had && !has) return false
    const record = (after ?? before)!
    const bits = had && has ? changedFields(before!.champs, after!.champs) : 0
    if (had && has && bits === 0 && !this.#expiresToday(before!, after!, shown)) return true
    if (this.before === null) return false
    this.#tell(record, !had ? 'créé' : has ? 'modifié' : 'fermé', bits)
    if (record.objet === BAL) {
      if (had) this.#tellHolder(this.before.shown.holder(before!.rang), record.source, shown)
      if (has) this.#tellHolder(shown.holder(after!.rang), record.source, shown)
    }
    return had && has && bits === 0
  }

  /**
   * Writes down what is hidden of the new generation and which of its accounts will close when, and keeps it all.
   * @param hidden mailboxes that it holds and does not show
   */
  finish(shown: ShownMailboxes, hidden: Iterable<Pick<Keyed, 'cle' | 'source'>>): void {
    for (const { cle, source } of hidden) this.#insertHidden.run(this.#numero, cle, source)
    for (const { cle, source, rang, last } of shown.expiring()) {
      const day = dayAfter(last)
      this.#insert.run(this.#numero, day, BAL, cle, source, NATURES.indexOf('fermé'), 0)
      this.#tellHolder(shown.holder(rang), source, shown, day)
    }
    this.#journal.db.exec('COMMIT')
    this.close()
  }

  /** What was prepared is forgotten. To be called after any fault; harmless once it is finished. */
  close(): void {
    const { db } = this.#journal
    this.before?.close()
    if (!db.open) return
    if (db.inTransaction) db.exec('ROLLBACK')
    this.#journal.close()
  }

  #wasShown(record: Kept): boolean {
    return record.objet !== BAL || this.before!.shown.shows(record)
  }

  /** Readers may have seen it close at midnight, had that come between the comparison and the publication. */
  #expiresToday(before: Kept, after: Keyed, shown: ShownMailboxes): boolean {
    if (before.objet !== BAL) return false
    return this.before!.shown.lastDay(before.rang) === this.day && shown.lastDay(after.rang) !== this.day
  }

  #tell({ objet, cle, source }: Pick<Keyed, 'objet' | 'cle' | 'source'>, nature: Nature, bits: number): void {
    this.#insert.run(this.#numero, '', objet, cle, source, NATURES.indexOf(nature), bits)
  }

  /** Who holds a mailbox is answered with it, to those who may read its source. */
  #tellHolder(identifiant: string | null, source: string, shown: ShownMailboxes, day = ''): void {
    if (identifiant === null || !shown.hasPerson(identifiant)) return
    this.#insert.run(this.#numero, day, PERSON, identifiant, source, NATURES.indexOf('modifié'), BALS_OF_PERSON)
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}
