import type Database from 'better-sqlite3'

/** Columns of numbers are cut into pages of so many bytes; a list is read page by page, a column whole. */
export const PAGE_BYTES = 65_536

export type Numbers = Uint8Array | Uint16Array | Uint32Array
export type NumberType = 'u8' | 'u16' | 'u32'
const BYTES: Readonly<Record<NumberType, number>> = { u8: 1, u16: 2, u32: 4 }

export function bytesOf(type: NumberType): number {
  return BYTES[type]
}

export function numbers(type: NumberType, length: number): Numbers {
  if (type === 'u8') return new Uint8Array(length)
  return type === 'u16' ? new Uint16Array(length) : new Uint32Array(length)
}

/** The smallest type that holds every number up to `most`. */
export function typeFor(most: number): NumberType {
  if (most < 0x100) return 'u8'
  return most < 0x1_0000 ? 'u16' : 'u32'
}

/** Writes columns into the generation that is being built. Numbers are stored little-endian, as every supported machine holds them. */
export class ColumnWriter {
  readonly #insertColumn: Database.Statement
  readonly #insertPage: Database.Statement
  #page = 1

  constructor(db: Database.Database) {
    this.#insertColumn = db.prepare('INSERT INTO main.colonne (nom, type, longueur, page) VALUES (?, ?, ?, ?)')
    this.#insertPage = db.prepare('INSERT INTO main.page (id, octets) VALUES (?, ?)')
  }

  write(name: string, values: Numbers): void {
    const type: NumberType = values instanceof Uint8Array ? 'u8' : values instanceof Uint16Array ? 'u16' : 'u32'
    this.#insertColumn.run(name, type, values.length, this.#page)
    for (let at = 0; at < values.byteLength; at += PAGE_BYTES) {
      const length = Math.min(PAGE_BYTES, values.byteLength - at)
      this.#insertPage.run(this.#page++, Buffer.from(values.buffer, values.byteOffset + at, length))
    }
  }
}
