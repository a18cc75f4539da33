import type { Match } from '../../search/criteria.js'
import { isExactTrigram } from '../../text/trigram.js'
import type { Dictionary } from '../columns/dictionary.js'
import { Rows } from '../columns/rows.js'
import type { TrigramIndex } from '../columns/trigram-index.js'
import { fieldMatcher, type IndexedField } from './field.js'
import { allOf, anyOf, type Matcher, some, type Test } from './matcher.js'
import { setMatcher } from './rows-matcher.js'

/** Rows that have a name and a first name. */
export interface NamedRows {
  readonly nom: IndexedField
  readonly prenom: IndexedField
  readonly junctions: TrigramIndex
  /** Numbers of the names of a row. */
  nomOf(row: number): number
  prenomOf(row: number): number
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

/** A fragment across the junction of the two names, in either order: the end of one and the start of the other. */
function junctionMatcher({ nom, prenom, junctions, nomOf, prenomOf }: NamedRows, fragment: string): Matcher {
  const found = new Rows(nom.count)
  if (isExactTrigram(fragment)) {
    found.addAll(junctions.candidates(fragment).rows)
    return setMatcher(found)
  }
  const noms: Numbered = { dictionary: nom.dictionary, of: nomOf }
  const prenoms: Numbered = { dictionary: prenom.dictionary, of: prenomOf }
  for (let cut = 1; cut < fragment.length; cut++) {
    const orders = [endAndStart(prenoms, noms, fragment, cut), endAndStart(noms, prenoms, fragment, cut)]
    if (orders.every((test) => test === null)) continue
    const test = some(orders.filter((one) => one !== null))
    // The trigrams around the cut that lie inside the fragment.
    for (const row of junctions.candidates(fragment.slice(Math.max(0, cut - 2), cut + 2)).rows) {
      if (test(row)) found.add(row)
    }
  }
  return setMatcher(found)
}

interface Numbered {
  readonly dictionary: Dictionary
  of(row: number): number
}

/** Whether a name ends with what comes before the cut and the other starts with the rest; null when none starts so. */
function endAndStart(first: Numbered, second: Numbered, fragment: string, cut: number): Test | null {
  const starts = second.dictionary.prefix(fragment.slice(cut))
  if (starts.kind !== 'range' || starts.low === starts.high) return null
  const { low, high } = starts
  const end = fragment.slice(0, cut)
  const known = new Map<number, boolean>()
  return (row) => {
    const id = second.of(row)
    if (id < low || id >= high) return false
    const name = first.of(row)
    let ends = known.get(name)
    if (ends === undefined) {
      ends = first.dictionary.at(name).endsWith(end)
      known.set(name, ends)
    }
    return ends
  }
}
