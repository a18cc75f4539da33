import type Database from 'better-sqlite3'
import type { Match } from '../../search/criteria.js'
import { NumberRanges } from '../number-ranges.js'
import type { Pace } from '../pace.js'
import type { Steps } from '../steps.js'
import { EVERYTHING, type Matcher, NOTHING, rowsMatcher, type Test } from './matcher.js'

/** Rows of a start of a number that are worth gathering. */
const MANY = 20_000

interface Numbers {
  readonly ranges: NumberRanges
  /** The numbers of a rank, one per line. */
  readonly ofRank: Database.Statement
}

/** The numbers of people: those that they have, and the ADELI that they had before. */
export class PersonNumbers {
  readonly #fields: Readonly<Record<'identifiant' | 'ancienAdeli', Numbers>>
  readonly #count: number

  /** @param count people */
  constructor(db: Database.Database, count: number) {
    const ofRank = (numbers: string): Database.Statement =>
      db.prepare(`SELECT ${numbers} FROM professionnel WHERE rang = ?`).pluck()
    this.#fields = {
      identifiant: {
        ranges: new NumberRanges(db, 'professionnel', 'identifiant', 'rang - 1'),
        ofRank: ofRank('identifiant'),
      },
      ancienAdeli: {
        ranges: new NumberRanges(db, 'ancien_adeli', 'adeli', 'rang - 1'),
        ofRank: ofRank("ifnull(anciens_adeli, '')"),
      },
    }
    this.#count = count
  }

  /** People one of whose numbers is, or starts with, a value. */
  *matcher(field: 'identifiant' | 'ancienAdeli', match: Match, value: string, pace: Pace): Steps<Matcher> {
    if (match === 'present' && field === 'identifiant') return EVERYTHING
    if (match !== 'exact' && match !== 'prefix') throw new Error(`${field} is searched whole or by its start`)
    const { ranges, ofRank } = this.#fields[field]
    const rows = yield* ranges.rows(match, value, MANY, pace)
    if (rows === null) return startsWith(ofRank, value)
    return rows.length === 0 ? NOTHING : rowsMatcher(rows, this.#count)
  }
}

/** So many numbers start so that the first people of the directory fill an answer: they are looked at one by one. */
function startsWith(ofRank: Database.Statement, start: string): Matcher {
  const tester = (): Test => (row) => {
    const numbers = ofRank.get(row + 1) as string
    return numbers.startsWith(start) || numbers.includes(`\n${start}`)
  }
  return { lead: null, leadTester: tester, tester }
}
