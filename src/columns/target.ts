import type Database from 'better-sqlite3'
import type { ByteWriter } from './byte-writer.js'
import { ColumnWriter } from './column-writer.js'

/** Where the columns and dictionaries of a generation are written. */
export interface Target {
  readonly columns: ColumnWriter
  readonly insertDictionary: Database.Statement
  readonly insertBlock: Database.Statement
  nextBlock: number
}

export function openTarget(db: Database.Database, bytes: ByteWriter): Target {
  return {
    columns: new ColumnWriter(db, bytes),
    insertDictionary: db.prepare('INSERT INTO main.dictionnaire (nom, taille, bloc) VALUES (?, ?, ?)'),
    insertBlock: db.prepare('INSERT INTO main.bloc (id, premier, valeurs) VALUES (?, ?, ?)'),
    nextBlock: 1,
  }
}
