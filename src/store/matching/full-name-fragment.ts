import { isEmpty, listOf } from '../../columns/id-set.js'
import { ValueTests } from '../../columns/value-tests.js'
import { SHORTEST_INFIX } from '../../search/criteria.js'
import { Fragment } from '../../text/words.js'
import { fieldMatcher, type IndexedField, idsMatcher } from './field.js'
import type { NamedRows } from './full-name.js'
import { allOf, anyOf, type Matcher } from './matcher.js'

/** A fragment of "prénom nom" or "nom prénom": inside either name, or across the separator between both where one was typed. */
export function fullNameFragment({ nom, prenom }: NamedRows, text: string): Matcher {
  return anyOf([
    fieldMatcher(nom, 'infix', text),
    fieldMatcher(prenom, 'infix', text),
    ...across(prenom, nom, text),
    ...across(nom, prenom, text),
  ])
}

/** The end of one name and the start of the other. */
export function across(first: IndexedField, second: IndexedField, text: string): Matcher[] {
  return new Fragment(text)
    .parts((tail) => !isEmpty(second.dictionary.prefix(tail)))
    .map(({ head, tail }) => allOf([endsMatcher(first, head), fieldMatcher(second, 'prefix', tail)]))
}

const tests = new WeakMap<IndexedField, ValueTests>()

/** Rows whose name ends with a fragment. Short ones lead to no rows: they are only tested. */
function endsMatcher(field: IndexedField, head: Fragment): Matcher {
  const { dictionary } = field
  const isEnd = (value: string): boolean => head.isEndOf(value)
  if (head.letters.length >= SHORTEST_INFIX) {
    const found = dictionary.infix(head.text)
    const ids = found.kind === 'list' ? found.ids : Uint32Array.of()
    return idsMatcher(field, listOf(ids.filter((id) => isEnd(dictionary.at(id)))))
  }
  let known = tests.get(field)
  if (known === undefined) {
    known = new ValueTests(dictionary)
    tests.set(field, known)
  }
  const has = known.of(isEnd)
  const tester = () => {
    const values = field.columns[0]!.all()
    return (row: number): boolean => has(values[row]!)
  }
  return { lead: null, leadTester: tester, tester }
}
