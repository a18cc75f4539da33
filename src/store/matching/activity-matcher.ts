import { type IdSet, membership, rangeOf } from '../../columns/id-set.js'
import type { Numbers } from '../../columns/numbers.js'
import type { Postings } from '../../columns/postings.js'
import { RowSet } from '../../columns/row-set.js'
import type { Criteria } from '../../search/criteria.js'
import type { FieldOf } from '../../search/fields.js'
import { isFieldOf, isOfStructure } from '../../search/of-activity.js'
import { type Pace, UNHURRIED } from '../pace.js'
import { runSteps, type Steps } from '../steps.js'
import { idsOf } from './field.js'
import { gather } from './find-ranks.js'
import { gatheredOr } from './gathered-or.js'
import type { GenerationColumns } from './generation-columns.js'
import { every, type Lead, type Matcher, type Prepared, some, type Test, together } from './matcher.js'
import type { StructureMatchers } from './structure-matcher.js'

/** People in a structure on average, to guess how many a set of structures leads to. */
const PEOPLE_PER_STRUCTURE = 4
/** Structures whose people are added between two looks at the clock. */
const STRUCTURES_AT_ONCE = 1024
/** So many structures have their people counted instead. */
const COUNTED = 20_000

/** Criteria on one activity; its lead gives rows of people. */
export interface ActivityMatcher {
  readonly lead: Lead
  /** The people of the lead are exactly those with such an activity. */
  readonly exact: boolean
  /** A test of activities. */
  tester(): Test
}

/** Criteria that one and the same activity of a person satisfies. */
export class ActivityMatchers {
  readonly #columns: GenerationColumns
  readonly #structures: StructureMatchers
  readonly #people: number
  readonly #peopleOfStructure: Postings

  constructor(columns: GenerationColumns, structures: StructureMatchers, people: number) {
    this.#columns = columns
    this.#structures = structures
    this.#people = people
    this.#peopleOfStructure = columns.postings('professionnel.structure')
  }

  /** People with one activity that satisfies all the criteria. */
  matcher(together: readonly Criteria[], prepared?: Prepared): Matcher {
    const { lead, exact, tester } =
      together.length === 1 ? this.one(together[0]!, prepared) : this.#all(together, prepared)
    const someActivity = (): Test => {
      const test = tester()
      const firsts = this.firsts()
      return (row) => {
        const end = firsts[row + 1]!
        for (let activity = firsts[row]!; activity < end; activity++) if (test(activity)) return true
        return false
      }
    }
    return { lead, leadTester: exact ? null : someActivity, tester: someActivity }
  }

  /** Criteria on one activity, for who tests activities himself. */
  one(criteria: Criteria, prepared?: Prepared): ActivityMatcher {
    if (isOfStructure(criteria)) return this.#inStructures(this.#structures.matcher(criteria, prepared))
    if (criteria.kind === 'and') return this.#all(criteria.of, prepared)
    if (criteria.kind === 'or') return this.any(criteria.of, null, prepared)
    if (criteria.kind === 'term' && isFieldOf('situation', criteria.field)) {
      const { dictionary } = this.#columns.field('exercice', criteria.field, this.#people)
      return this.#inSituation(criteria.field, idsOf(dictionary, criteria.match, criteria.value))
    }
    throw new Error(`${criteria.kind} is not about an activity`)
  }

  /**
   * Activities that satisfy some criterion.
   * @param professions numbers in the dictionary of professions, one of which does too; null when none is asked for
   */
  any(criteria: readonly Criteria[], professions: IdSet | null, prepared?: Prepared): ActivityMatcher {
    const places = criteria.filter(isOfStructure)
    const parts = criteria.filter((part) => !isOfStructure(part)).map((part) => this.one(part, prepared))
    if (professions !== null) parts.push(this.#inSituation('profession', professions))
    if (places.length > 0) {
      const structures = places.map((place) => this.#structures.matcher(place, prepared))
      const among = gatheredOr(structures, this.#structures.count)
      parts.push(this.#inStructures(among, this.#countPeople(among)))
    }
    return parts.length === 1 ? parts[0]! : anyActivity(parts)
  }

  #inSituation(field: FieldOf<'situation'>, ids: IdSet): ActivityMatcher {
    const { dictionary, postings } = this.#columns.field('exercice', field, this.#people)
    const values = `activite.${field}`
    const tester = (): Test => {
      const has = membership(ids, dictionary.size)
      const ofActivities = this.#columns.column(values).all()
      return (activity) => has(ofActivities[activity]!)
    }
    return { lead: { size: postings.size(ids), addTo: (rows) => postings.addTo(rows, ids) }, exact: true, tester }
  }

  /** First activity of each person, and the one after the last. */
  firsts(): Numbers {
    return this.#columns.column('professionnel.activites').all()
  }

  /** What is about the structure becomes one set of structures, however many criteria make it. */
  #all(criteria: readonly Criteria[], prepared: Prepared | undefined): ActivityMatcher {
    const places = criteria.filter(isOfStructure)
    const parts = criteria.filter((part) => !isOfStructure(part)).map((part) => this.one(part, prepared))
    if (places.length > 0) {
      parts.push(this.#inStructures(this.#structures.matcher({ kind: 'and', of: places }, prepared)))
    }
    if (parts.length === 1) return parts[0]!
    const lead = parts.reduce((rarest, part) => (part.lead.size < rarest.size ? part.lead : rarest), parts[0]!.lead)
    return { lead, exact: false, tester: () => every(parts.map((part) => part.tester())) }
  }

  /** Adds the people of the structures that match. */
  *#addPeople({ leadTester }: Matcher, lead: Lead, people: RowSet, pace: Pace): Steps<void> {
    const rows = new RowSet(this.#structures.count)
    yield* gather(lead, rows, pace)
    const next = rows.cursor(0)
    const test = leadTester?.() ?? null
    const addPeople = this.#peopleOfStructure.adder(people)
    let looked = 0
    for (let row = next(); row !== -1; row = next()) {
      if (test === null || test(row)) addPeople(row)
      if (++looked % STRUCTURES_AT_ONCE !== 0) continue
      const pause = pace.pause()
      if (pause === null) continue
      yield pause
      if (pace.over()) return
    }
  }

  /** People in some structures: those of a few hospitals are more than those of all the surgeries of a street. */
  #countPeople({ lead }: Matcher): number {
    if (lead === null || lead.size > COUNTED) return (lead?.size ?? 0) * PEOPLE_PER_STRUCTURE
    const rows = new RowSet(this.#structures.count)
    lead.addTo(rows)
    const next = rows.cursor(0)
    let people = 0
    for (let row = next(); row !== -1; row = next()) people += this.#peopleOfStructure.size(rangeOf(row, row + 1))
    rows.release()
    return people
  }

  /** @param size people that they lead to */
  #inStructures(structures: Matcher, size = (structures.lead?.size ?? 0) * PEOPLE_PER_STRUCTURE): ActivityMatcher {
    const { lead } = structures
    if (lead === null) throw new Error('criteria on structures without a list of structures')
    const fill = (people: RowSet, pace: Pace) => this.#addPeople(structures, lead, people, pace)
    return {
      lead: {
        size,
        addTo: (people) => void runSteps(fill(people, UNHURRIED)),
        fill,
      },
      exact: true,
      tester: () => {
        const test = structures.tester()
        const structureOf = this.#columns.column('activite.structure').all()
        return (activity) => test(structureOf[activity]!)
      },
    }
  }
}

function anyActivity(parts: readonly ActivityMatcher[]): ActivityMatcher {
  return {
    lead: together(parts.map(({ lead }) => lead)),
    exact: parts.every(({ exact }) => exact),
    tester: () => some(parts.map((part) => part.tester())),
  }
}
