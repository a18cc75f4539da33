import type Database from 'better-sqlite3'
import { type FeedCode, FeedCodes } from '../search/feed-codes.js'
import type { Labels } from './labels.js'

/** Sets of readers' codes that are kept. */
const KEPT = 16

interface Row {
  readonly nomenclature: string
  readonly code: string
  readonly type: string
  readonly profession: string
  readonly source: string
}

/** The codes of a generation that the nomenclatures lack, as each reader may know them. */
export class UnlistedCodes {
  readonly #rows: readonly Row[]
  readonly #labels: Labels
  readonly #known = new Map<string, FeedCodes>()

  constructor(db: Database.Database, labels: Labels) {
    this.#rows = db.prepare('SELECT nomenclature, code, type, profession, source FROM hors_nomenclature').all() as Row[]
    this.#labels = labels
  }

  /** @param sources that the reader may read */
  of(sources: readonly string[]): FeedCodes {
    const key = sources.join(',')
    let codes = this.#known.get(key)
    if (codes === undefined) {
      codes = new FeedCodes(this.#gathered(new Set(sources)))
      this.#known.set(key, codes)
      if (this.#known.size > KEPT) this.#known.delete(this.#known.keys().next().value!)
    }
    return codes
  }

  #gathered(sources: ReadonlySet<string>): readonly FeedCode[] {
    const codes = new Map<string, FeedCode>()
    for (const { nomenclature, code, type, profession, source } of this.#rows) {
      if (!sources.has(source)) continue
      const key = `${nomenclature}|${code}`
      const known = codes.get(key)
      const professions = new Set(known?.professions)
      if (profession !== '') professions.add(profession)
      codes.set(key, {
        nomenclature,
        code,
        libelle: this.#labels.known(nomenclature, code).libelle,
        type: known?.type ?? (type === '' ? null : type),
        professions: [...professions],
      })
    }
    return [...codes.values()]
  }
}
