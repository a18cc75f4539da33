import type Database from 'better-sqlite3'
import type { Selection } from './selection.js'

/** Rows read at once: about two milliseconds. */
const AT_ONCE = 2000

/** The notices of one key of one file. */
export interface Counted {
  readonly cle: number
  readonly fichier: number
  readonly nombre: number
}

/** The marks of one rule of a report, in the order of their keys, as much as fits in a few milliseconds at a time. */
export class MarkReader {
  readonly #rows: Database.Statement
  readonly #asked: Record<string, number | string>
  #read: Counted[] = []
  #at = 0
  #ended: boolean

  /** @param files numbers of those that are looked at */
  constructor(db: Database.Database, regle: number, files: readonly number[], selection: Selection) {
    const { etablissements, domaines } = selection
    const index = etablissements !== null ? 'etablissement' : domaines !== null ? 'domaine' : null
    const owners = [
      ...(etablissements === null ? [] : ['etablissement IN (SELECT value FROM json_each(@etablissements))']),
      ...(domaines === null ? [] : ['domaine IN (SELECT value FROM json_each(@domaines))']),
    ]
    // The partial index is only used by who says that the number is positive.
    if (index !== null) owners.push(`${index} > 0`)
    this.#rows = db.prepare(
      `SELECT cle, fichier, sum(nombre) AS nombre FROM marque ${index === null ? '' : `INDEXED BY marque_${index}`}
       WHERE regle = @regle AND cle >= @cle AND (cle, fichier) > (@cle, @fichier)
       AND fichier IN (SELECT value FROM json_each(@files)) ${owners.map((one) => `AND ${one}`).join(' ')}
       GROUP BY cle, fichier ORDER BY cle, fichier LIMIT ${AT_ONCE}`,
    )
    this.#asked = {
      regle,
      files: JSON.stringify(files),
      cle: -1,
      fichier: 0,
      ...(etablissements !== null && { etablissements: JSON.stringify(etablissements) }),
      ...(domaines !== null && { domaines: JSON.stringify(domaines) }),
    }
    this.#ended = files.length === 0 || etablissements?.length === 0 || domaines?.length === 0
  }

  /** True when the next row has to be fetched: a moment for others. */
  get isEmpty(): boolean {
    return this.#at >= this.#read.length && !this.#ended
  }

  /** The next row, which stays; null at the end. */
  peek(): Counted | null {
    if (this.isEmpty) this.#fetch()
    return this.#read[this.#at] ?? null
  }

  skip(): void {
    this.#at++
  }

  #fetch(): void {
    this.#read = this.#rows.all(this.#asked) as Counted[]
    this.#at = 0
    this.#ended = this.#read.length < AT_ONCE
    const last = this.#read.at(-1)
    if (last !== undefined) Object.assign(this.#asked, { cle: last.cle, fichier: last.fichier })
  }
}
