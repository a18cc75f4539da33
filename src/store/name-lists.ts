import { Remembered } from '../remembered.js'
import type { NameList, NameOrder } from './directory.js'
import { allRows } from './matching/all-rows.js'
import type { BalMatchers } from './matching/bal-matcher.js'
import type { Matcher } from './matching/matcher.js'
import { RowNameList } from './name-list.js'
import { NameRows } from './name-rows.js'
import type { Pace } from './pace.js'
import type { PreparedEntries } from './prepared-entries.js'
import { type MaybePromise, runSteps, type Steps } from './steps.js'
import { WorkBudget } from './work-budget.js'

/** Work on one list at most, in milliseconds: that of the whole country takes a tenth, a usual filter less. */
const LISTING_MS = 500
/** Lists kept, of two bits a row: who scrolls asks for windows of the same one. */
const KEPT = 8
/** Lists of longer questions are not. */
const LONGEST_QUESTION = 2000

/** Makes the lists of all that matches something, each with a bound on its cost. */
export class NameLists {
  readonly #bals: BalMatchers
  readonly #count: number
  readonly #entries: PreparedEntries
  readonly #kept = new Remembered<string, NameRows>(KEPT)

  /** @param count rows of the mailboxes */
  constructor(bals: BalMatchers, count: number, entries: PreparedEntries) {
    this.#bals = bals
    this.#count = count
    this.#entries = entries
  }

  /**
   * @param question text that differs whenever the rows may
   * @param matcher null when the pace is over
   * @returns null when the list would cost too much, and when the pace is over
   */
  list(
    question: () => string,
    by: NameOrder,
    pace: Pace,
    matcher: (pace: Pace) => Steps<Matcher | null>,
  ): MaybePromise<NameList | null> {
    return runSteps(this.#list(question, by, new WorkBudget(pace, LISTING_MS), matcher))
  }

  *#list(
    question: () => string,
    by: NameOrder,
    pace: Pace,
    matcher: (pace: Pace) => Steps<Matcher | null>,
  ): Steps<NameList | null> {
    const asked = question()
    let rows = this.#kept.get(asked) ?? null
    if (rows !== null) this.#keep(asked, rows)
    else {
      const matching = yield* matcher(pace)
      rows = matching === null ? null : yield* this.#gather(matching, pace)
      if (rows === null) return null
      // Rows may have been hidden meanwhile.
      if (asked.length <= LONGEST_QUESTION && question() === asked) this.#keep(asked, rows)
    }
    return new RowNameList(rows, this.#bals.order, by, this.#entries)
  }

  *#gather(matcher: Matcher, pace: Pace): Steps<NameRows | null> {
    const { order } = this.#bals
    const rows = new NameRows(this.#count, order.isNamed())
    return (yield* allRows(matcher, this.#count, pace, (row) => rows.add(row))) ? rows : null
  }

  /** The list asked for last is the last one to go. */
  #keep(question: string, rows: NameRows): void {
    this.#kept.set(question, rows)
  }
}
