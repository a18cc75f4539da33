import { isEmpty } from '../../columns/id-set.js'
import type { Match } from '../../search/criteria.js'
import { Fragment, lettersOfFragment } from '../../text/words.js'
import { fieldMatcher, type IndexedField } from './field.js'
import { allOf, anyOf, type Matcher } from './matcher.js'

/** Two names that are shown together, a separator between them. */
export interface NamedRows {
  readonly nom: IndexedField
  readonly prenom: IndexedField
}

/**
 * Folded "prénom nom" and "nom prénom", without keeping either: both are made of two indexed names.
 * @param value letters of a whole name; of a start, with a space where a separator was typed
 */
export function fullNameMatcher(rows: NamedRows, match: Exclude<Match, 'infix'>, value: string): Matcher {
  const { nom, prenom } = rows
  if (match === 'present') return anyOf([fieldMatcher(nom, 'present', ''), fieldMatcher(prenom, 'present', '')])
  if (match === 'prefix') {
    const start = lettersOfFragment(value)
    return anyOf([
      fieldMatcher(nom, 'prefix', start),
      fieldMatcher(prenom, 'prefix', start),
      ...startsOf(prenom, nom, value),
      ...startsOf(nom, prenom, value),
    ])
  }
  return anyOf([...alone(rows, value), ...composed(prenom, nom, value), ...composed(nom, prenom, value)])
}

/** The whole of one name, then the start of the other, where a separator was typed. */
export function startsOf(first: IndexedField, second: IndexedField, value: string): Matcher[] {
  return new Fragment(value)
    .parts((tail) => !isEmpty(second.dictionary.prefix(tail)))
    .map(({ head, tail }) => allOf([fieldMatcher(first, 'exact', head.letters), fieldMatcher(second, 'prefix', tail)]))
}

/** A name without the other one is the whole full name. */
function alone({ nom, prenom }: NamedRows, value: string): Matcher[] {
  return [
    [nom, prenom],
    [prenom, nom],
  ].map(([one, other]) => {
    // The empty value has no list: it is only tested.
    const { tester } = fieldMatcher(other!, 'exact', '')
    return allOf([fieldMatcher(one!, 'exact', value), { lead: null, leadTester: tester, tester }])
  })
}

/** Letters after which it is asked whether any name goes on so. */
const LONG = 16

/** The whole of one name, then that of the other. */
export function composed(first: IndexedField, second: IndexedField, value: string): Matcher[] {
  const found: Matcher[] = []
  for (let cut = 1; cut < value.length; cut++) {
    const start = value.slice(0, cut)
    const whole = fieldMatcher(first, 'exact', start)
    if (whole.lead?.size === 0) {
      // Few names are so long: when none begins like the value, none is a longer start of it.
      if (cut % LONG === 0 && isEmpty(first.dictionary.prefix(start))) break
      continue
    }
    found.push(allOf([whole, fieldMatcher(second, 'exact', value.slice(cut))]))
  }
  return found
}
