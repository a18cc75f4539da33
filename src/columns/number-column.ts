import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { bytesOf, type Numbers, type NumberType, numbers } from './numbers.js'

interface Stored {
  readonly type: NumberType
  readonly longueur: number
  readonly position: number
}

/**
 * Reads the columns of a generation, which lie in a file beside its tables. Few of their bytes are kept in the process:
 * the system keeps the pages of the file that are in use, and reading them again costs a copy.
 */
export class ColumnReader {
  readonly #column: Database.Statement
  readonly #file: number

  /**
   * @param path of the file that holds the columns
   * @throws Error when the file is missing or has not the length that the tables say
   */
  constructor(db: Database.Database, path: string) {
    this.#column = db.prepare('SELECT type, longueur, position FROM colonne WHERE nom = ?')
    const expected = Number(db.prepare("SELECT valeur FROM generation WHERE cle = 'colonnes'").pluck().get())
    this.#file = openSync(path, 'r')
    const { size } = fstatSync(this.#file)
    if (size === expected) return
    closeSync(this.#file)
    throw new Error(`${path} has ${size} bytes instead of ${expected}`)
  }

  /** @throws Error when the generation has no such column */
  open(name: string): NumberColumn {
    const stored = this.#column.get(name) as Stored | undefined
    if (stored === undefined) throw new Error(`no column ${name}`)
    return new NumberColumn(stored, this.#file)
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** Numbers read at a time where a piece is enough. */
const PIECE = 16_384
const piece = new ArrayBuffer(4 * PIECE)
const PIECES: Readonly<Record<NumberType, Numbers>> = {
  u8: new Uint8Array(piece),
  u16: new Uint16Array(piece),
  u32: new Uint32Array(piece),
}

/** A stored column of numbers. */
export class NumberColumn {
  readonly length: number
  readonly #type: NumberType
  readonly #position: number
  readonly #file: number
  #all: Numbers | null = null

  constructor({ type, longueur, position }: Stored, file: number) {
    this.length = longueur
    this.#type = type
    this.#position = position
    this.#file = file
  }

  /** The whole column, in memory from the first call on. */
  all(): Numbers {
    if (this.#all === null) {
      this.#all = numbers(this.#type, this.length)
      this.read(0, this.#all, 0, this.length)
    }
    return this.#all
  }

  /** Calls `take` with the values from `from` up to `to`, in pieces that last only for the call. */
  pieces(from: number, to: number, take: (piece: Numbers) => void): void {
    if (this.#all !== null) {
      take(this.#all.subarray(from, to))
      return
    }
    const values = PIECES[this.#type]
    for (let at = from; at < to; at += PIECE) {
      const length = Math.min(PIECE, to - at)
      this.read(at, values, 0, length)
      take(values.subarray(0, length))
    }
  }

  /** Reads `length` values from the one at `from` into an array of the column's type, at a place of it. */
  read(from: number, into: Numbers, at: number, length: number): void {
    const width = bytesOf(this.#type)
    const bytes = length * width
    if (readSync(this.#file, into, at * width, bytes, this.#position + from * width) !== bytes) {
      throw new Error('the file of the columns was cut')
    }
  }
}
