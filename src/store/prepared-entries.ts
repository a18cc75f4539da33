import type Database from 'better-sqlite3'
import type { Ranked } from './directory.js'
import { EntryCache, type Span, whole } from './entry-cache.js'
import type { GenerationColumns } from './matching/generation-columns.js'

/** Entries read by one query. */
const AT_ONCE = 32

/** Reads the mailboxes that the import prepared. */
export class PreparedEntries {
  readonly #columns: GenerationColumns
  readonly #last: Database.Statement
  readonly #one: Database.Statement
  readonly #many: Database.Statement
  readonly #byAddress: Database.Statement
  #cache: EntryCache | null = null

  constructor(db: Database.Database, columns: GenerationColumns) {
    this.#columns = columns
    this.#last = db.prepare('SELECT max(id) FROM entree').pluck()
    this.#one = db.prepare('SELECT octets FROM entree WHERE id = ?').pluck()
    const marks = Array(AT_ONCE).fill('?').join(', ')
    this.#many = db.prepare(`SELECT id, octets FROM entree WHERE id IN (${marks})`).raw()
    this.#byAddress = db
      .prepare(
        'SELECT e.octets FROM bal b CROSS JOIN entree e ON e.id = b.entree WHERE b.adresse_pliee = ? AND b.source = ?',
      )
      .pluck()
  }

  /** Entries are read a few at a time, as they are asked for. */
  *ofRanks(ranks: readonly number[]): Generator<Ranked<Span>> {
    const ids = this.#columns.column('bal.entree').all()
    for (let at = 0; at < ranks.length; at += AT_ONCE) {
      const some = ranks.slice(at, at + AT_ONCE)
      this.#read(some.map((rang) => ids[rang - 1]!))
      for (const rang of some) yield { rang, value: this.#kept(ids[rang - 1]!) }
    }
  }

  /** @param address in lower case */
  ofAddress(address: string, source: string): Span | null {
    const bytes = this.#byAddress.get(address, source) as Buffer | undefined
    return bytes === undefined ? null : whole(bytes)
  }

  /** Brings entries into the cache. */
  #read(ids: readonly number[]): void {
    this.#cache ??= new EntryCache((this.#last.get() as number | null) ?? 0)
    const cache = this.#cache
    const missing = ids.filter((id) => cache.get(id) === null)
    // One by one, so few cost no more than together.
    if (missing.length <= AT_ONCE / 4) return
    while (missing.length < AT_ONCE) missing.push(missing[0]!)
    for (const [id, bytes] of this.#many.all(missing) as [number, Buffer][]) cache.keep(id, bytes)
  }

  #kept(id: number): Span {
    const kept = this.#cache!.get(id)
    if (kept !== null) return kept
    const bytes = this.#one.get(id) as Buffer
    this.#cache!.keep(id, bytes)
    return whole(bytes)
  }
}
