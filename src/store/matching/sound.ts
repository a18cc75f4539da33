import { listOf } from '../../columns/id-set.js'
import { RowSet } from '../../columns/row-set.js'
import type { Match } from '../../search/criteria.js'
import { type IndexedField, idsMatcher, idsOf } from './field.js'
import type { Matcher } from './matcher.js'

/**
 * Rows whose name sounds in some way.
 * @param names the field of the names
 * @param sounds the phonetic keys, whose lists hold numbers of names
 */
export function soundMatcher(names: IndexedField, sounds: IndexedField, match: Match, key: string): Matcher {
  const { size } = names.dictionary
  const found = new RowSet(size)
  sounds.postings.addTo(found, idsOf(sounds.dictionary, match, key))
  const ids: number[] = []
  const next = found.cursor(0)
  for (let id = next(); id !== -1; id = next()) ids.push(id)
  return idsMatcher(names, listOf(Uint32Array.from(ids)))
}
