import type Database from 'better-sqlite3'
import { ColumnWriter } from '../../store/columns/pages.js'

/** Where the columns and dictionaries of a generation are written. */
export interface Target {
  readonly columns: ColumnWriter
  readonly insertDictionary: Database.Statement
  readonly insertBlock: Database.Statement
  nextBlock: number
}

export function openTarget(db: Database.Database): Target {
  return {
    columns: new ColumnWriter(db),
    insertDictionary: db.prepare('INSERT INTO main.dictionnaire (nom, taille, bloc) VALUES (?, ?, ?)'),
    insertBlock: db.prepare('INSERT INTO main.bloc (id, premier, valeurs) VALUES (?, ?, ?)'),
    nextBlock: 1,
  }
}
