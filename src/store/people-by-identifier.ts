import type Database from 'better-sqlite3'
import type { Professionnel } from '../resources/person.js'
import type { Reader } from './directory.js'
import type { Pace } from './pace.js'
import { readPeople } from './read-people.js'
import type { ResultReader } from './result-reader.js'
import type { Steps } from './steps.js'

/** Finds people by identification nationale PP: 8 + RPPS or 0 + ADELI. */
export class PeopleByIdentifier {
  readonly #results: ResultReader
  readonly #rank: Database.Statement

  constructor(db: Database.Database, results: ResultReader) {
    this.#results = results
    this.#rank = db.prepare('SELECT rang FROM professionnel WHERE identifiant = ?').pluck()
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
    return (this.#rank.get(identifiant) as number | undefined) ?? null
  }
}
