import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ByteWriter } from '../../src/columns/byte-writer.js'
import { ColumnReader } from '../../src/columns/number-column.js'
import { openTarget, type Target } from '../../src/columns/target.js'

const TABLES = `
  CREATE TABLE generation (cle TEXT PRIMARY KEY, valeur);
  CREATE TABLE colonne (nom TEXT PRIMARY KEY, type, longueur, position);
  CREATE TABLE dictionnaire (nom TEXT PRIMARY KEY, taille, bloc);
  CREATE TABLE bloc (id INTEGER PRIMARY KEY, premier TEXT, valeurs TEXT);`

export interface Written {
  readonly db: Database.Database
  readonly reader: ColumnReader
}

/**
 * Columns as an import leaves them and a server opens them: two files.
 * @param write fills them
 * @param read looks at them; they are gone when it returns
 */
export function written<T>(write: (target: Target) => void, read: (files: Written) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'annuaire-colonnes-'))
  const db = new Database(join(folder, 'tables.sqlite'))
  const path = join(folder, 'colonnes')
  const bytes = new ByteWriter(path)
  try {
    db.exec(TABLES)
    // One transaction: each of them would wait for the disk.
    db.transaction(() => {
      write(openTarget(db, bytes))
      db.prepare("INSERT INTO generation VALUES ('colonnes', ?)").run(bytes.length)
    })()
    const reader = new ColumnReader(db, path)
    try {
      return read({ db, reader })
    } finally {
      reader.close()
    }
  } finally {
    bytes.close()
    db.close()
    rmSync(folder, { recursive: true })
  }
}
