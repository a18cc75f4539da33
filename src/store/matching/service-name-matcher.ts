import type { Match } from '../../search/criteria.js'
import { lettersOfFragment } from '../../text/words.js'
import { fieldMatcher, type IndexedField } from './field.js'
import { composed, startsOf } from './full-name.js'
import { across } from './full-name-fragment.js'
import { anyOf, type Matcher } from './matcher.js'

/** The parts of the names of services (store/service-name.ts). */
export interface ServiceFields {
  readonly own: IndexedField
  readonly structure: IndexedField
  readonly place: IndexedField
}

/** Names of services: the service and where it is together, the service alone, its structure alone. */
export function serviceNameMatcher({ own, structure, place }: ServiceFields, match: Match, value: string): Matcher {
  const text = match === 'prefix' ? lettersOfFragment(value) : value
  const alone = [own, structure].map((field) => fieldMatcher(field, match, text))
  if (match === 'present') return anyOf(alone)
  if (match === 'infix') {
    return anyOf([
      ...alone,
      fieldMatcher(place, match, value),
      ...across(own, structure, value),
      ...across(own, place, value),
    ])
  }
  const both = match === 'prefix' ? startsOf : composed
  return anyOf([...alone, ...both(own, structure, value), ...both(own, place, value)])
}
