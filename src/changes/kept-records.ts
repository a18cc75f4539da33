import Database from 'better-sqlite3'
import { generationPath } from '../store/generations.js'
import type { Kept, Keyed } from './compared.js'
import { HASH_VERSION } from './field-hashes.js'
import { KINDS } from './kinds.js'
import { ShownMailboxes } from './shown-mailboxes.js'

/** The records of a generation on disk. */
export class KeptRecords {
  /** One connection reads from the first record to the last, the other answers meanwhile. */
  readonly #reading: Database.Database
  readonly #asking: Database.Database
  readonly shown: ShownMailboxes

  /** @returns null when the generation is not there, or says nothing that this version can compare */
  static open(
    dataDir: string,
    id: string,
    day: string,
    isHidden: (record: Pick<Keyed, 'cle' | 'source' | 'rang'>) => boolean,
  ): KeptRecords | null {
    const opened: Database.Database[] = []
    const open = (): Database.Database => {
      const db = new Database(generationPath(dataDir, id), { readonly: true, fileMustExist: true })
      opened.push(db)
      return db
    }
    try {
      const [reading, asking] = [open(), open()]
      const version = asking.prepare("SELECT valeur FROM generation WHERE cle = 'empreintes'").pluck().get()
      if (version === HASH_VERSION) return new KeptRecords(reading, asking, day, isHidden)
    } catch (error) {
      // Damaged, or gone: nothing can be compared with it.
      if (!(error instanceof Database.SqliteError)) throw error
    }
    for (const db of opened) db.close()
    return null
  }

  private constructor(
    reading: Database.Database,
    asking: Database.Database,
    day: string,
    isHidden: (record: Pick<Keyed, 'cle' | 'source' | 'rang'>) => boolean,
  ) {
    this.#reading = reading
    this.#asking = asking
    this.shown = new ShownMailboxes(asking, day, isHidden)
  }

  /** All of them, in order. */
  *records(): Generator<Kept> {
    const rows = this.#reading
      .prepare('SELECT objet, cle, source, rang, champs, modifie FROM empreinte ORDER BY objet, cle, source')
      .raw()
      .iterate() as Iterable<[number, string, string, number, Buffer, number]>
    for (const [objet, cle, source, rang, champs, modifie] of rows) yield { objet, cle, source, rang, champs, modifie }
  }

  /** A mailbox by what names it; null when there is none. */
  mailbox(cle: string, source: string): Kept | null {
    const objet = KINDS.indexOf('bals')
    const row = this.#asking
      .prepare('SELECT rang, champs, modifie FROM empreinte WHERE objet = ? AND cle = ? AND source = ?')
      .get(objet, cle, source) as Pick<Kept, 'rang' | 'champs' | 'modifie'> | undefined
    return row === undefined ? null : { objet, cle, source, ...row }
  }

  close(): void {
    this.#reading.close()
    this.#asking.close()
  }
}
