import type Database from 'better-sqlite3'
import { CATALOG } from '../notices/catalog.js'
import type { Mark } from '../notices/mark.js'
import { schemaFile } from '../store/schema-file.js'

/** Owners whose numbers are held in memory; others are asked for again. */
const KEPT = 20_000

/** Whose a notice is, as the tables of a report number it: 0 for nobody's. */
interface Owner {
  readonly etablissement: number
  readonly domaine: number
}

/** Writes what the notices of one import are recognised by: in the order in which they come, then sorted once. */
export class MarkWriter {
  readonly #db: Database.Database
  readonly #receive: Database.Statement
  readonly #establishments: Numbering
  readonly #domains: Numbering
  /** Number of each rule. */
  readonly #rules: ReadonlyMap<string, number>

  /** @param db a report whose tables exist; not in a transaction */
  constructor(db: Database.Database) {
    this.#db = db
    db.exec('CREATE TEMP TABLE recue (regle INT, cle INT, fichier INT, etablissement INT, domaine INT, nombre INT)')
    this.#receive = db.prepare('INSERT INTO temp.recue VALUES (?, ?, ?, ?, ?, ?)')
    this.#establishments = new Numbering(db, 'etablissement', ['finess', 'siret'])
    this.#domains = new Numbering(db, 'domaine', ['nom'])
    this.#rules = new Map(Object.keys(CATALOG).map((code, at) => [code, at + 1]))
  }

  /** Number of a rule in this report. */
  ruleNumber(code: string): number {
    return this.#rules.get(code)!
  }

  /** @param times how many notices have that mark @returns whose they are */
  add(file: number, { code, cle, finess, siret, domaine }: Mark, times: number): Owner {
    const owner = {
      etablissement: finess === '' && siret === '' ? 0 : this.#establishments.of(finess, siret),
      domaine: domaine === '' ? 0 : this.#domains.of(domaine),
    }
    this.#receive.run(this.ruleNumber(code), cle, file, owner.etablissement, owner.domaine, times)
    return owner
  }

  /** Sorts what came. */
  sort(): void {
    this.#db.exec(schemaFile('rapport-marques.sql'))
  }
}

/** Numbers the values of a table, from 1, in the order in which they come. */
class Numbering {
  readonly #find: Database.Statement
  readonly #insert: Database.Statement
  readonly #known = new Map<string, number>()

  constructor(db: Database.Database, table: 'etablissement' | 'domaine', columns: readonly string[]) {
    this.#find = db
      .prepare(`SELECT numero FROM ${table} WHERE ${columns.map((column) => `${column} = ?`).join(' AND ')}`)
      .pluck()
    this.#insert = db.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
  }

  of(...values: readonly string[]): number {
    const key = values.join(' ')
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const number =
      (this.#find.get(...values) as number | undefined) ?? Number(this.#insert.run(...values).lastInsertRowid)
    if (this.#known.size >= KEPT) this.#known.clear()
    this.#known.set(key, number)
    return number
  }
}
