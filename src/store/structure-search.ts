import { RowSet } from '../columns/row-set.js'
import type { Structure } from '../resources/person.js'
import type { Criteria, Term } from '../search/criteria.js'
import type { Found, Window } from './directory.js'
import { allRows } from './matching/all-rows.js'
import type { GenerationColumns } from './matching/generation-columns.js'
import type { Matcher } from './matching/matcher.js'
import type { StructureMatchers } from './matching/structure-matcher.js'
import { termsOf } from './matching/terms-of.js'
import type { ResultReader } from './result-reader.js'
import type { Steps } from './steps.js'
import { paceOf } from './window.js'

/** Answers searches of structures: numbered as the files give them, they are shown in the order of their names. */
export class StructureSearch {
  readonly #columns: GenerationColumns
  readonly #matchers: StructureMatchers
  readonly #results: ResultReader

  constructor(columns: GenerationColumns, matchers: StructureMatchers, results: ResultReader) {
    this.#columns = columns
    this.#matchers = matchers
    this.#results = results
  }

  /** @param window its `after` is a place in the order of names, from 1 on */
  *search(criteria: Criteria, window: Window): Steps<Found<Structure>> {
    const pace = paceOf(window)
    const prepared = new Map<Term, Matcher>()
    for (const term of termsOf(criteria)) {
      prepared.set(term, yield* this.#matchers.prepare(term, pace))
      const pause = pace.over() ? null : pace.pause()
      if (pause !== null) yield pause
      if (pace.over()) return NOTHING_FOUND
    }
    const { count } = this.#matchers
    const placeOf = this.#columns.column('structure.place').all()
    const places = new RowSet(count)
    yield* allRows(this.#matchers.matcher(criteria, prepared), count, pace, (id) => {
      // No structure has the number 0.
      if (id !== 0) places.add(placeOf[id]!)
    })
    if (pace.over()) return NOTHING_FOUND
    const found = firstOf(places, window.after, Math.max(window.limit, window.countTo ?? 0))
    places.release()
    return { results: this.#read(found.slice(0, window.limit)), count: found.length }
  }

  #read(places: readonly number[]): Found<Structure>['results'] {
    const numbers = this.#columns.column('structure.ordre').all()
    const structures = this.#results.structures(places.map((place) => numbers[place]!))
    return places.map((place) => ({ rang: place + 1, value: structures.get(numbers[place]!)! }))
  }
}

const NOTHING_FOUND: Found<Structure> = { results: [], count: 0 }

function firstOf(places: RowSet, after: number, most: number): number[] {
  const next = places.cursor(after)
  const found: number[] = []
  for (let place = next(); place !== -1 && found.length < most; place = next()) found.push(place)
  return found
}
