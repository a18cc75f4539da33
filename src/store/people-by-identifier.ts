import type Database from 'better-sqlite3'
import type { Professionnel } from '../resources/person.js'
import type { Reader } from './directory.js'
import type { Pace } from './pace.js'
import { readPeople } from './read-people.js'
import type { ResultReader } from './result-reader.js'
import type { Steps } from './steps.js'

/** Finds people by identification nationale PP: 8 + RPPS or 0 + ADELI, which they may have had before. */
export class PeopleByIdentifier {
  readonly #results: ResultReader
  readonly #rank: Database.Statement
  readonly #formerly: Database.Statement

  constructor(db: Database.Database, results: ResultReader) {
    this.#results = results
    this.#rank = db.prepare('SELECT rang FROM professionnel WHERE identifiant = ?').pluck()
    this.#formerly = db.prepare('SELECT rang FROM ancien_adeli WHERE adeli = ?').pluck()
  }

  /** @returns the person who had an ADELI before; null when nobody had it */
  formerly(identifiant: string, reader: Reader): Professionnel | null {
    const rank = this.#formerly.get(identifiant) as number | undefined
    return rank === undefined ? null : this.#results.professionnels([rank], reader, true)[0]!.value
  }

  /**
   * Those of a list of lists: of each, the first identifier that somebody has.
   * @returns null where nobody has any, or when the pace is over
   */
  *each(wanted: readonly (readonly string[])[], reader: Reader, pace: Pace): Steps<(Professionnel | null)[]> {
    const ranks = wanted.map((identifiers) => {
      for (const identifiant of identifiers) {
        const rank = this.#rankOf(identifiant)
        if (rank !== null) return rank
      }
      return null
    })
    const ascending = [...new Set(ranks.filter((rank) => rank !== null))].sort((one, other) => one - other)
    const people = new Map<number, Professionnel>()
    for (const { rang, value } of yield* readPeople(this.#results, ascending, reader, true, pace))
      people.set(rang, value)
    return ranks.map((rank) => (rank === null ? null : (people.get(rank) ?? null)))
  }

  #rankOf(identifiant: string): number | null {
    const rank = this.#rank.get(identifiant) ?? (identifiant.startsWith('0') ? this.#formerly.get(identifiant) : null)
    return (rank as number | null | undefined) ?? null
  }
}
