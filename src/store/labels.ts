import type Database from 'better-sqlite3'
import { label } from '../nomenclature/index.js'
import type { Code } from './model.js'

/** Labels: the nomenclature's, else the one that the feed gave. */
export class Labels {
  readonly #fromFeed = new Map<string, string>()

  constructor(db: Database.Database) {
    const rows = db.prepare('SELECT nomenclature, code, libelle FROM libelle').all() as {
      nomenclature: string
      code: string
      libelle: string
    }[]
    for (const row of rows) this.#fromFeed.set(`${row.nomenclature}|${row.code}`, row.libelle)
  }

  /** @returns null for an empty code */
  code(nomenclature: string, code: string | null): Code | null {
    return code === null || code === '' ? null : this.known(nomenclature, code)
  }

  known(nomenclature: string, code: string): Code {
    return { code, libelle: this.#label(nomenclature, code) }
  }

  /** A savoir-faire, whose code is unique only with its type. */
  savoirFaire(type: string | null, code: string): Code {
    if (type !== null) return { code, libelle: this.#label('savoir-faire', `${type}:${code}`) }
    return { code, libelle: label('savoir-faire', code) }
  }

  #label(nomenclature: string, code: string): string | null {
    return label(nomenclature, code) ?? this.#fromFeed.get(`${nomenclature}|${code}`) ?? null
  }
}
