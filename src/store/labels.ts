import type Database from 'better-sqlite3'
import { label } from '../nomenclature/index.js'
import type { Code } from '../resources/person.js'
import { jsonRemembered } from '../text/json.js'

/** Labels: the nomenclature's, else the one that the feed gave. */
export class Labels {
  readonly #fromFeed: ReadonlyMap<string, string>
  /** Codes are few and come back in every result: each is one object. */
  readonly #known = new Map<string, Map<string, Code>>()

  /** @param fromFeed labels of the feed by `labelKey` */
  constructor(fromFeed: ReadonlyMap<string, string>) {
    this.#fromFeed = fromFeed
  }

  /** With the labels that a generation keeps. */
  static of(db: Database.Database): Labels {
    const rows = db.prepare('SELECT nomenclature, code, libelle FROM libelle').raw().all() as [string, string, string][]
    return new Labels(new Map(rows.map(([nomenclature, code, libelle]) => [labelKey(nomenclature, code), libelle])))
  }

  /** @returns null for an empty code */
  code(nomenclature: string, code: string | null): Code | null {
    return code === null || code === '' ? null : this.known(nomenclature, code)
  }

  known(nomenclature: string, code: string): Code {
    return this.#remembered(nomenclature, code, () => ({
      code,
      libelle: label(nomenclature, code) ?? this.#fromFeed.get(labelKey(nomenclature, code)) ?? null,
    }))
  }

  /** A savoir-faire, whose code is unique only with its type. */
  savoirFaire(type: string | null, code: string): Code {
    if (type === null) return this.known('savoir-faire', code)
    return this.#remembered(`savoir-faire ${type}`, code, () => {
      return { code, libelle: this.known('savoir-faire', `${type}:${code}`).libelle }
    })
  }

  #remembered(table: string, code: string, make: () => Code): Code {
    let codes = this.#known.get(table)
    if (codes === undefined) {
      codes = new Map()
      this.#known.set(table, codes)
    }
    let known = codes.get(code)
    if (known === undefined) {
      known = jsonRemembered(make())
      codes.set(code, known)
    }
    return known
  }
}

export function labelKey(nomenclature: string, code: string): string {
  return `${nomenclature}|${code}`
}
