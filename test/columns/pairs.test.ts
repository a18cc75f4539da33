import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Dictionary } from '../../src/columns/dictionary.js'
import { DictionaryWriter } from '../../src/columns/dictionary-writer.js'
import { FragmentWriter } from '../../src/columns/fragment-writer.js'
import { type IdSet, listOf, NO_IDS, rangeOf } from '../../src/columns/id-set.js'
import { PairWriter } from '../../src/columns/pair-writer.js'
import { Postings } from '../../src/columns/postings.js'
import { postingsOf, rowsWithValue, sharedStarts } from '../../src/columns/postings-writer.js'
import { RowSet } from '../../src/columns/row-set.js'
import { TrigramIndex } from '../../src/columns/trigram-index.js'
import { UuidIndex } from '../../src/columns/uuid-index.js'
import { UuidWriter } from '../../src/columns/uuid-writer.js'
import { Fragment, lettersOf, marked } from '../../src/text/words.js'
import { written } from './written.js'

const RUNS = { numRuns: 60 }
/** Few letters, so that values meet, begin alike and contain each other. */
const word = fc.array(fc.constantFrom('A', 'B', 'C', 'D'), { maxLength: 6 }).map((letters) => letters.join(''))
const words = fc.array(word, { maxLength: 3 }).map((list) => marked(list.filter((one) => one !== '')))
const SETS = ['exact', 'prefix', 'infix', 'present'] as const

function ask(dictionary: Dictionary, match: (typeof SETS)[number], text: string): IdSet {
  if (match === 'present') return dictionary.present()
  return dictionary[match](text)
}

function holds(value: string, match: (typeof SETS)[number], text: string): boolean {
  if (value === '') return false
  if (match === 'present') return true
  if (match === 'exact') return lettersOf(value) === text
  return match === 'prefix' ? lettersOf(value).startsWith(text) : new Fragment(text).isIn(value)
}

function rowsOf(postings: Postings, set: IdSet, count: number): number[] {
  const rows = new RowSet(count)
  postings.addTo(rows, set)
  return all(rows.cursor(0))
}

function all(next: () => number): number[] {
  const rows: number[] = []
  for (let row = next(); row !== -1; row = next()) rows.push(row)
  return rows
}

describe('what is written is found again, as a plain loop finds it', () => {
  it.each([
    ['as it comes', false],
    ['with its fragments', true],
  ])('a value of each row, %s', (_, fragments) => {
    const asked = fc.array(fc.tuple(fc.constantFrom(...SETS), word), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 300 }), asked, (values, questions) => {
        written(
          (target) => {
            const writer = new DictionaryWriter('champ')
            for (const value of values) writer.push(value)
            const numbered = writer.finish(target, fragments)
            target.columns.write('champ', numbered.rows)
            postingsOf(target, 'champ', numbered.size, numbered.empty, [numbered])
          },
          ({ db, reader }) => {
            const size = new Set(values).size
            const dictionary = new Dictionary(db, 'champ', fragments ? new TrigramIndex(reader, 'champ', size) : null)
            const postings = new Postings(reader, 'champ')
            const column = reader.open('champ').all()
            expect([...column].map((id) => dictionary.at(id))).toEqual(values)
            for (const [match, text] of questions) {
              if (match !== 'present' && text === '') continue
              // Without an index of fragments a dictionary holds codes, which have no words.
              if (match === 'infix' && (text.length < 3 || !fragments)) continue
              const set = ask(dictionary, match, text)
              const wanted = values.flatMap((value, row) => (holds(value, match, text) ? [row] : []))
              expect(rowsOf(postings, set, values.length)).toEqual(wanted)
              expect(postings.size(set)).toBe(wanted.length)
            }
          },
        )
      }),
      RUNS,
    )
  })

  it('names by which the rows are sorted, those of the same letters sharing a list', () => {
    const sorted = fc.array(words, { minLength: 1, maxLength: 200 }).map((list) =>
      // By letters, as rows lie: however their words part.
      list.sort((one, other) => (lettersOf(one) < lettersOf(other) ? -1 : lettersOf(one) > lettersOf(other) ? 1 : 0)),
    )
    fc.assert(
      fc.property(sorted, fc.array(word, { maxLength: 20 }), (values, asked) => {
        written(
          (target) => {
            const writer = new DictionaryWriter('nom')
            for (const value of values) writer.push(value)
            const numbered = writer.finish(target, false)
            target.columns.write('nom', numbered.rows)
            target.columns.write('nom.debuts', sharedStarts(numbered))
            target.columns.write('nom.rangs', rowsWithValue(numbered))
          },
          ({ db, reader }) => {
            const dictionary = new Dictionary(db, 'nom', null)
            const column = reader.open('nom')
            const postings = new Postings(reader, 'nom', { shared: column })
            for (const text of asked.filter((one) => one !== '')) {
              for (const match of ['exact', 'prefix'] as const) {
                const set = ask(dictionary, match, text)
                const wanted = values.flatMap((value, row) => (holds(value, match, text) ? [row] : []))
                expect(rowsOf(postings, set, values.length)).toEqual(wanted)
                if (set.kind !== 'range' || wanted.length === 0) continue
                expect(postings.extent(set)).toEqual({ low: wanted[0], high: wanted.at(-1)! + 1 })
                const from = wanted[Math.floor(wanted.length / 2)]!
                const cursor = postings.cursor(set, true, from, values.length)
                expect(cursor === null ? null : all(cursor)).toEqual(wanted.filter((row) => row >= from))
              }
            }
            // Each value alone, in a list: those that share one are told apart by the column.
            for (const id of new Set(column.all())) {
              if (dictionary.at(id) === '') continue
              const wanted = values.flatMap((value, row) => (value === dictionary.at(id) ? [row] : []))
              expect(rowsOf(postings, listOf(Uint32Array.of(id)), values.length)).toEqual(wanted)
            }
          },
        )
      }),
      RUNS,
    )
  })

  it('any number of values of a row', () => {
    const rows = fc.array(fc.array(word, { maxLength: 4 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(rows, fc.array(word, { maxLength: 20 }), (values, asked) => {
        written(
          (target) => {
            const writer = new PairWriter('mots')
            for (const [row, own] of values.entries()) for (const value of own) if (value !== '') writer.add(row, value)
            writer.finish(target)
          },
          ({ db, reader }) => {
            const dictionary = new Dictionary(db, 'mots', null)
            const postings = new Postings(reader, 'mots')
            expect(rowsOf(postings, NO_IDS, values.length)).toEqual([])
            expect(rowsOf(postings, rangeOf(0, dictionary.size), values.length)).toEqual(
              values.flatMap((own, row) => (own.some((value) => value !== '') ? [row] : [])),
            )
            for (const text of asked.filter((one) => one !== '')) {
              const wanted = values.flatMap((own, row) => (own.some((value) => value.startsWith(text)) ? [row] : []))
              expect(rowsOf(postings, dictionary.prefix(text), values.length)).toEqual(wanted)
            }
          },
        )
      }),
      RUNS,
    )
  })

  it('fragments of rows that have several texts: none is missed', () => {
    const rows = fc.array(fc.array(word, { maxLength: 3 }), { minLength: 1, maxLength: 300 })
    const fragment = fc.array(fc.constantFrom('A', 'B', 'C', 'D'), { minLength: 3, maxLength: 5 })
    fc.assert(
      fc.property(rows, fc.array(fragment, { maxLength: 20 }), (texts, asked) => {
        written(
          (target) => {
            const writer = new FragmentWriter(texts.length, 2)
            for (const own of texts) writer.push(own)
            writer.finish(target, 'lignes')
          },
          ({ reader }) => {
            const index = new TrigramIndex(reader, 'lignes', texts.length)
            for (const letters of asked.map((one) => one.join(''))) {
              const wanted = texts.flatMap((own, row) => (own.some((text) => text.includes(letters)) ? [row] : []))
              const { rows: candidates, exact } = index.candidates(letters)
              expect(wanted.filter((row) => !candidates.includes(row))).toEqual([])
              if (exact) expect([...candidates]).toEqual(wanted)
              const set = new RowSet(texts.length)
              index.addTo(set, letters)
              expect(all(set.cursor(0))).toEqual([...candidates])
            }
          },
        )
      }),
      RUNS,
    )
  })

  it('rows by the first half of a UUID, those that share one too', () => {
    const starts = fc.array(fc.oneof(fc.nat(0xffff_ffff), fc.constantFrom(0, 1, 0xffff_ffff)), { maxLength: 300 })
    fc.assert(
      fc.property(starts, fc.array(fc.nat(0xffff_ffff), { maxLength: 5 }), (given, others) => {
        written(
          (target) => {
            const writer = new UuidWriter(given.length)
            for (const start of given) writer.push(start)
            writer.finish(target, 'uuid')
          },
          ({ reader }) => {
            const index = new UuidIndex(reader.open('uuid'), reader.open('uuid.rangs'))
            for (const start of [...given, ...others]) {
              expect(index.rows(start)).toEqual(given.flatMap((one, row) => (one === start ? [row] : [])))
            }
          },
        )
      }),
      RUNS,
    )
  })
})
