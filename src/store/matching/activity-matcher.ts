import { membership } from '../../columns/id-set.js'
import type { Postings } from '../../columns/postings.js'
import { RowSet } from '../../columns/row-set.js'
import type { Criteria } from '../../search/criteria.js'
import { isFieldOf, isOfStructure } from '../../search/of-activity.js'
import { idsOf } from './field.js'
import type { GenerationColumns } from './generation-columns.js'
import { every, type Lead, type Matcher, type Prepared, some, type Test, together } from './matcher.js'
import type { StructureMatchers } from './structure-matcher.js'

/** People in a structure on average, to guess how many a set of structures leads to. */
const PEOPLE_PER_STRUCTURE = 4

/** Criteria on one activity; its lead gives rows of people. */
interface ActivityMatcher {
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
      together.length === 1 ? this.#one(together[0]!, prepared) : this.#all(together, prepared)
    const someActivity = (): Test => {
      const test = tester()
      const firsts = this.#columns.column('professionnel.activites').all()
      return (row) => {
        const end = firsts[row + 1]!
        for (let activity = firsts[row]!; activity < end; activity++) if (test(activity)) return true
        return false
      }
    }
    return { lead, leadTester: exact ? null : someActivity, tester: someActivity }
  }

  #one(criteria: Criteria, prepared: Prepared | undefined): ActivityMatcher {
    if (isOfStructure(criteria)) return this.#inStructures(this.#structures.matcher(criteria, prepared))
    if (criteria.kind === 'and') return this.#all(criteria.of, prepared)
    if (criteria.kind === 'or') return anyActivity(criteria.of.map((part) => this.#one(part, prepared)))
    if (criteria.kind === 'term' && isFieldOf('situation', criteria.field)) {
      const { dictionary, postings } = this.#columns.field('exercice', criteria.field, this.#people)
      const ids = idsOf(dictionary, criteria.match, criteria.value)
      const values = `activite.${criteria.field}`
      const tester = (): Test => {
        const has = membership(ids, dictionary.size)
        const ofActivities = this.#columns.column(values).all()
        return (activity) => has(ofActivities[activity]!)
      }
      return { lead: { size: postings.size(ids), addTo: (rows) => postings.addTo(rows, ids) }, exact: true, tester }
    }
    throw new Error(`${criteria.kind} is not about an activity`)
  }

  /** What is about the structure becomes one set of structures, however many criteria make it. */
  #all(criteria: readonly Criteria[], prepared: Prepared | undefined): ActivityMatcher {
    const places = criteria.filter(isOfStructure)
    const parts = criteria.filter((part) => !isOfStructure(part)).map((part) => this.#one(part, prepared))
    if (places.length > 0) {
      parts.push(this.#inStructures(this.#structures.matcher({ kind: 'and', of: places }, prepared)))
    }
    if (parts.length === 1) return parts[0]!
    const lead = parts.reduce((rarest, part) => (part.lead.size < rarest.size ? part.lead : rarest), parts[0]!.lead)
    return { lead, exact: false, tester: () => every(parts.map((part) => part.tester())) }
  }

  #inStructures(structures: Matcher): ActivityMatcher {
    const { lead } = structures
    if (lead === null) throw new Error('criteria on structures without a list of structures')
    const count = this.#structures.count
    return {
      lead: {
        size: lead.size * PEOPLE_PER_STRUCTURE,
        addTo: (people) => {
          const rows = new RowSet(count)
          lead.addTo(rows)
          const next = rows.cursor(0)
          const test = structures.leadTester?.() ?? null
          const addPeople = this.#peopleOfStructure.adder(people)
          for (let row = next(); row !== -1; row = next()) if (test === null || test(row)) addPeople(row)
        },
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
