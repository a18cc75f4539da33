import { eachId, type IdSet, listOf } from '../../columns/id-set.js'
import type { Numbers } from '../../columns/numbers.js'
import type { ActivityMatcher } from './activity-matcher.js'
import { type Lead, type Matcher, type Test, together } from './matcher.js'

/** What one word of a search bar may be: something of the person, or something of an activity. */
export interface WordMatcher {
  /** null when it can be nothing of the person. */
  readonly person: Matcher | null
  readonly activity: ActivityMatcher | null
}

const never: Test = () => false

/**
 * People with an activity that, together with themselves, satisfies all the words.
 * @param words 31 at most
 * @param beside what the same activity satisfies besides; null when nothing else is asked of it
 * @param firsts first activity of each person, and the one after the last
 */
export function wordsMatcher(
  words: readonly WordMatcher[],
  beside: ActivityMatcher | null,
  firsts: () => Numbers,
): Matcher {
  const leads = words.map(leadOf)
  if (beside !== null) leads.push(beside.lead)
  let lead: Lead | null = null
  for (const one of leads) if (one !== null && (lead === null || one.size < lead.size)) lead = one
  const tester = (): Test => {
    const persons = words.map(({ person }) => person?.tester() ?? never)
    const activities = words.map(({ activity }) => activity?.tester() ?? never)
    const besideHolds = beside?.tester() ?? null
    const firstOf = firsts()
    const holdsAll = (activity: number, missing: number): boolean => {
      for (let at = 0; at < activities.length; at++) {
        if ((missing & (1 << at)) !== 0 && !activities[at]!(activity)) return false
      }
      return besideHolds === null || besideHolds(activity)
    }
    return (row) => {
      let missing = 0
      for (let at = 0; at < persons.length; at++) {
        if (persons[at]!(row)) continue
        if (words[at]!.activity === null) return false
        missing |= 1 << at
      }
      if (missing === 0 && besideHolds === null) return true
      const end = firstOf[row + 1]!
      for (let activity = firstOf[row]!; activity < end; activity++) if (holdsAll(activity, missing)) return true
      return false
    }
  }
  // One word with nothing beside it is exactly what it leads to, when its parts are.
  const [only] = words
  const exact = words.length === 1 && beside === null && isExact(only!)
  return { lead, leadTester: exact ? null : tester, tester }
}

function leadOf({ person, activity }: WordMatcher): Lead | null {
  if (person === null) return activity?.lead ?? null
  if (activity === null || person.lead === null) return person.lead
  return together([person.lead, activity.lead])
}

function isExact({ person, activity }: WordMatcher): boolean {
  return (person === null || person.leadTester === null) && (activity === null || activity.exact)
}

/** Several forms of a word stand in the labels of other codes. */
export function unionOf(one: IdSet | null, other: IdSet): IdSet {
  if (one === null) return other
  const ids = new Set<number>()
  for (const set of [one, other]) eachId(set, (id) => ids.add(id))
  return listOf(Uint32Array.from(ids).sort())
}
