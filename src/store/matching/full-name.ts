import type { Match } from '../../search/criteria.js'
import { isExactTrigram } from '../../text/trigram.js'
import { Rows } from '../columns/rows.js'
import type { TrigramIndex } from '../columns/trigram-index.js'
import { fieldMatcher, type IndexedField } from './field.js'
import { allOf, anyOf, type Matcher } from './matcher.js'
import { rowsMatcher, setMatcher } from './rows-matcher.js'

/** Rows that have a name and a first name. */
export interface NamedRows {
  readonly nom: IndexedField
  readonly prenom: IndexedField
  readonly junctions: TrigramIndex
  nomOf(row: number): string
  prenomOf(row: number): string
}

/** Folded "prénom nom" and "nom prénom", without keeping either: both are made of two indexed names. */
export function fullNameMatcher(rows: NamedRows, match: Match, value: string): Matcher {
  const { nom, prenom } = rows
  switch (match) {
    case 'present':
      return anyOf([fieldMatcher(nom, 'present', ''), fieldMatcher(prenom, 'present', '')])
    case 'infix':
      return anyOf([
        fieldMatcher(nom, 'infix', value),
        fieldMatcher(prenom, 'infix', value),
        junctionMatcher(rows, value),
      ])
    default:
      return anyOf([
        ...(match === 'prefix' ? [fieldMatcher(nom, 'prefix', value), fieldMatcher(prenom, 'prefix', value)] : []),
        ...(match === 'exact' ? alone(rows, value) : []),
        ...composed(prenom, nom, match, value),
        ...composed(nom, prenom, match, value),
      ])
  }
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

/** The whole of one name, then the other or its start. */
function composed(first: IndexedField, second: IndexedField, match: 'exact' | 'prefix', value: string): Matcher[] {
  const found: Matcher[] = []
  for (let cut = 1; cut < value.length; cut++) {
    const whole = fieldMatcher(first, 'exact', value.slice(0, cut))
    if (whole.lead?.size === 0) continue
    found.push(allOf([whole, fieldMatcher(second, match, value.slice(cut))]))
  }
  return found
}

/** A fragment across the junction of the two names, in either order. */
function junctionMatcher({ nom, junctions, nomOf, prenomOf }: NamedRows, fragment: string): Matcher {
  if (isExactTrigram(fragment)) {
    const rows = new Rows(nom.count)
    rows.addAll(junctions.candidates(fragment).rows)
    return setMatcher(rows)
  }
  const found = new Set<number>()
  for (let cut = 1; cut < fragment.length; cut++) {
    // The trigrams around the cut that lie inside the fragment.
    const around = fragment.slice(Math.max(0, cut - 2), cut + 2)
    for (const row of junctions.candidates(around).rows) {
      if (found.has(row)) continue
      const [one, other] = [prenomOf(row), nomOf(row)]
      if (`${one}${other}`.includes(fragment) || `${other}${one}`.includes(fragment)) found.add(row)
    }
  }
  return rowsMatcher(found, nom.count)
}
