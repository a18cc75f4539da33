import type { Dictionary } from '../../columns/dictionary.js'
import { type IdSet, listOf, membership } from '../../columns/id-set.js'
import type { NumberColumn } from '../../columns/number-column.js'
import type { Postings } from '../../columns/postings.js'
import { RowSet } from '../../columns/row-set.js'
import type { Match } from '../../search/criteria.js'
import type { Pace } from '../pace.js'
import type { Steps } from '../steps.js'
import { type Matcher, NOTHING, type Test } from './matcher.js'

/** Values of a dictionary that satisfy a comparison. */
export function idsOf(dictionary: Dictionary, match: Match, value: string): IdSet {
  switch (match) {
    case 'exact':
      return dictionary.exact(value)
    case 'prefix':
      return dictionary.prefix(value)
    case 'infix':
      return dictionary.infix(value)
    case 'present':
      return dictionary.present()
  }
}

/** A searched field of a kind of rows. */
export interface IndexedField {
  readonly dictionary: Dictionary
  readonly postings: Postings
  /** Columns of the field's values; none where a row may have any number of values. */
  readonly columns: readonly NumberColumn[]
  /** Rows of the table. */
  readonly count: number
  /** The rows that have a value come in the order of the values: those of a range of values lie close together. */
  readonly ordered: boolean
}

export function fieldMatcher(field: IndexedField, match: Match, value: string): Matcher {
  return idsMatcher(field, idsOf(field.dictionary, match, value))
}

/** The same made a little at a time: a fragment may be in many values. */
export function* fieldMatcherInSteps(field: IndexedField, match: Match, value: string, pace: Pace): Steps<Matcher> {
  if (match !== 'infix') return fieldMatcher(field, match, value)
  const steps = field.dictionary.infixInSteps(value)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return idsMatcher(field, step.value)
    const pause = pace.pause()
    if (pause === null) continue
    yield pause
    if (pace.over()) return NOTHING
  }
}

export function idsMatcher(field: IndexedField, ids: IdSet): Matcher {
  return {
    lead: {
      size: field.postings.size(ids),
      addTo: (rows) => field.postings.addTo(rows, ids),
      cursor: (from, end) => field.postings.cursor(ids, field.ordered, from, end),
    },
    leadTester: null,
    tester: () => (field.columns.length === 0 ? listTest(field, ids) : columnTest(field, ids)),
    within: field.ordered && ids.kind === 'range' ? field.postings.extent(ids) : undefined,
  }
}

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

function columnTest({ columns, dictionary }: IndexedField, ids: IdSet): Test {
  if (ids.kind === 'range' && columns.length === 1) {
    const { low, high } = ids
    const values = columns[0]!.all()
    return (row) => values[row]! >= low && values[row]! < high
  }
  const has = membership(ids, dictionary.size)
  const [first, second] = columns.map((column) => column.all())
  return second === undefined ? (row) => has(first![row]!) : (row) => has(first![row]!) || has(second[row]!)
}

function listTest({ postings, count }: IndexedField, ids: IdSet): Test {
  const range = postings.rangeOf(ids)
  if (range !== null) return (row) => row >= range.low && row < range.high
  const rows = new RowSet(count)
  postings.addTo(rows, ids)
  return rows.tester()
}
