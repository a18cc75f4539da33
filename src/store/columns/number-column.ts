import type Database from 'better-sqlite3'
import { bytesOf, type Numbers, type NumberType, numbers, PAGE_BYTES } from './pages.js'

interface Stored {
  readonly type: NumberType
  readonly longueur: number
  readonly page: number
}

/** Pages kept in memory, least recently used leaving first: 16 MB. */
const KEPT_PAGES = 256

/** Reads the columns of a generation. */
export class ColumnReader {
  readonly #column: Database.Statement
  readonly #page: Database.Statement
  readonly #kept = new Map<number, Numbers>()

  constructor(db: Database.Database) {
    this.#column = db.prepare('SELECT type, longueur, page FROM colonne WHERE nom = ?')
    this.#page = db.prepare('SELECT octets FROM page WHERE id = ?').pluck()
  }

  /** @throws Error when the generation has no such column */
  open(name: string): NumberColumn {
    const stored = this.#column.get(name) as Stored | undefined
    if (stored === undefined) throw new Error(`no column ${name}`)
    return new NumberColumn(stored, this)
  }

  /** One page, kept for the next reader when `keep` is set. */
  page(id: number, type: NumberType, keep: boolean): Numbers {
    let page = this.#kept.get(id)
    if (page !== undefined) {
      this.#kept.delete(id)
      this.#kept.set(id, page)
      return page
    }
    const bytes = this.#page.get(id) as Buffer
    page = numbers(type, bytes.length / bytesOf(type))
    new Uint8Array(page.buffer).set(bytes)
    if (keep) {
      this.#kept.set(id, page)
      if (this.#kept.size > KEPT_PAGES) this.#kept.delete(this.#kept.keys().next().value!)
    }
    return page
  }
}

/** A stored column of numbers. */
export class NumberColumn {
  readonly length: number
  readonly #stored: Stored
  readonly #reader: ColumnReader
  #all: Numbers | null = null

  constructor(stored: Stored, reader: ColumnReader) {
    this.length = stored.longueur
    this.#stored = stored
    this.#reader = reader
  }

  /** The whole column, in memory from the first call on. */
  all(): Numbers {
    if (this.#all === null) {
      const { type, longueur } = this.#stored
      const all = numbers(type, longueur)
      let at = 0
      for (let page = this.#stored.page; at < longueur; page++) {
        const part = this.#reader.page(page, type, false)
        all.set(part, at)
        at += part.length
      }
      this.#all = all
    }
    return this.#all
  }

  /** Calls `take` with the values from `from` up to `to`, in one or more pieces. */
  pieces(from: number, to: number, take: (piece: Numbers) => void): void {
    if (this.#all !== null) {
      take(this.#all.subarray(from, to))
      return
    }
    const { type, page } = this.#stored
    const perPage = PAGE_BYTES / bytesOf(type)
    for (let at = from; at < to; ) {
      const number = Math.floor(at / perPage)
      const start = number * perPage
      const end = Math.min(to, start + perPage)
      take(this.#reader.page(page + number, type, true).subarray(at - start, end - start))
      at = end
    }
  }

  /** The values from `from` up to `to`. */
  slice(from: number, to: number): Numbers {
    const values = numbers(this.#stored.type, Math.max(0, to - from))
    let at = 0
    this.pieces(from, to, (piece) => {
      values.set(piece, at)
      at += piece.length
    })
    return values
  }
}
