import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { ByteWriter } from '../../src/columns/byte-writer.js'
import { Dictionary } from '../../src/columns/dictionary.js'
import { writeDictionary } from '../../src/columns/dictionary-writer.js'
import type { IdSet } from '../../src/columns/id-set.js'
import { openTarget } from '../../src/columns/target.js'
import { byCodePoint } from '../../src/text/code-point-order.js'

const TABLES = `
  CREATE TABLE colonne (nom, type, longueur, position);
  CREATE TABLE dictionnaire (nom TEXT PRIMARY KEY, taille, bloc);
  CREATE TABLE bloc (id INTEGER PRIMARY KEY, premier TEXT, valeurs TEXT);`

function ids(set: IdSet): number[] {
  if (set.kind === 'list') return [...set.ids]
  return Array.from({ length: set.high - set.low }, (_, at) => set.low + at)
}

describe('a dictionary', () => {
  const folder = mkdtempSync(join(tmpdir(), 'annuaire-dictionnaire-'))
  const db = new Database(join(folder, 'tables.sqlite'))
  db.exec(TABLES)
  const target = openTarget(db, new ByteWriter(join(folder, 'colonnes')))
  let made = 0
  afterAll(() => {
    db.close()
    rmSync(folder, { recursive: true })
  })

  function dictionaryOf(values: readonly string[]): Dictionary {
    const name = `d${made++}`
    writeDictionary(target, name, values)
    return new Dictionary(db, name, null)
  }

  // Few letters, so that values share beginnings and many of them make several blocks; the last ones order differently
  // by code point than by UTF-16 unit.
  const text = fc
    .array(fc.constantFrom('A', 'B', 'C', 'Z', '\ud7ff', '\uff21', '\u{1f600}'), { maxLength: 5 })
    .map((letters) => letters.join(''))
  const values = fc.uniqueArray(text, { minLength: 1, maxLength: 400 }).map((list) => list.sort(byCodePoint))

  it('finds what a plain look finds', () => {
    fc.assert(
      fc.property(values, fc.array(text, { minLength: 1, maxLength: 30 }), (sorted, asked) => {
        const dictionary = dictionaryOf(sorted)
        const numbers = (test: (value: string) => boolean) => sorted.flatMap((value, at) => (test(value) ? [at] : []))
        for (const value of [...asked, ...sorted.filter((_, at) => at % 64 < 2)]) {
          expect(ids(dictionary.exact(value))).toEqual(numbers((one) => one === value))
          if (value !== '') expect(ids(dictionary.prefix(value))).toEqual(numbers((one) => one.startsWith(value)))
        }
        for (const [at, value] of sorted.entries()) expect(dictionary.at(at)).toBe(value)
      }),
      { numRuns: 60 },
    )
  })
})
