import type Database from 'better-sqlite3'
import { bytesOf, type Numbers, type NumberType, typeOf } from '../../store/columns/numbers.js'
import type { ByteWriter } from '../byte-writer.js'

/**
 * Writes columns one after the other; a table tells where each begins. Numbers are stored little-endian, as every
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
    this.writePieces(name, typeOf(values), (take) => take(values))
  }

  /** Writes a column too long to be held as one. @param give hands over its pieces, which are written before it goes on */
  writePieces(name: string, type: NumberType, give: (take: (piece: Numbers) => void) => void): void {
    const position = this.#bytes.length
    give((piece) => this.#bytes.write(piece))
    this.#insert.run(name, type, (this.#bytes.length - position) / bytesOf(type), position)
  }
}
