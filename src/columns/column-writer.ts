import type Database from 'better-sqlite3'
import type { ByteWriter } from './byte-writer.js'
import { type Numbers, typeOf } from './numbers.js'

/**
 * Writes columns one after the other; a table says where each begins. Numbers are stored little-endian, as every
 * supported machine holds them.
 */
export class ColumnWriter {
  readonly #insert: Database.Statement
  readonly #bytes: ByteWriter

  constructor(db: Database.Database, bytes: ByteWriter) {
    this.#insert = db.prepare('INSERT INTO main.colonne (nom, type, longueur, position) VALUES (?, ?, ?, ?)')
    this.#bytes = bytes
  }

  write(name: string, values: Numbers): void {
    this.#insert.run(name, typeOf(values), values.length, this.#bytes.length)
    this.#bytes.write(values)
  }

  /** Notes a column of bytes that somebody else writes. */
  declare(name: string, length: number, position: number): void {
    this.#insert.run(name, 'u8', length, position)
  }
}
