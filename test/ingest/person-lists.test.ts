import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { NumberDraft } from '../../src/ingest/number-draft.js'
import { PersonLists } from '../../src/ingest/person-lists.js'

const PEOPLE = 5

describe('lists of people', () => {
  const folder = mkdtempSync(join(tmpdir(), 'annuaire-listes-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each([1, 2])('keep each item of %i number(s) once, in order of arrival', (width) => {
    // Few values, so that they come back; many items, so that long lists are met too.
    const value = fc.integer({ min: 0, max: 9 })
    const item = fc.tuple(fc.integer({ min: 1, max: PEOPLE }), fc.array(value, { minLength: width, maxLength: width }))
    fc.assert(
      fc.property(fc.array(item, { maxLength: 400 }), (items) => {
        const expected = new Map<number, string[]>()
        for (const [person, parts] of items) {
          const list = expected.get(person) ?? []
          if (!list.includes(parts.join())) expected.set(person, [...list, parts.join()])
        }
        const lists = new PersonLists(PEOPLE, width, Uint32Array.from(items.flat(2)))
        for (let person = 1; person <= PEOPLE; person++) {
          expect(lists.of(person).join()).toBe((expected.get(person) ?? []).join())
        }
        expect(lists.size).toBe([...expected.values()].flat().length)
      }),
    )
  })

  it('come back from the file where their numbers wait', () => {
    const draft = new NumberDraft(join(folder, 'nombres'))
    const numbers = Array.from({ length: 150_000 }, (_, at) => at * 28_633)
    for (let at = 0; at < numbers.length; at += 1000) draft.add(numbers.slice(at, at + 1000))
    expect(draft.read()).toEqual(Uint32Array.from(numbers))
    expect(draft.read().length).toBe(numbers.length)
    draft.close()
  })
})
