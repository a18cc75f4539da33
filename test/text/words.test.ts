import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldWords } from '../../src/text/fold.js'
import { Fragment, fragmentOf, joined, lettersOf, markedName } from '../../src/text/words.js'
import { holdsPieces } from '../support/plain-fragments.js'

const lies = (fragment: string, ...names: readonly string[]): boolean =>
  new Fragment(fragmentOf(fragment, foldWords)).isIn(joined(names.map(markedName)))

describe('a fragment', () => {
  it.each([
    ['lefloch', ['LE FLOCH']],
    ['lef', ['LE FLOCH']],
    ['floch', ['LE FLOCH']],
    ['loc', ['LE FLOCH']],
    ['dalembert', ["D'ALEMBERT"]],
    ["d'alem", ['DALEMBERT']],
    ['d alem', ["D'ALEMBERT"]],
    ['saintm', ['SAINT-MARTIN']],
    ['saint-m', ['ST MARTIN']],
    ['artin', ['SAINT-MARTIN']],
    ['tin d', ['MARTIN-DUPONT']],
    ['marie dup', ['MARIE', 'DUPONT']],
    ['rie dup', ['MARIE', 'DUPONT']],
    [' dup', ['MARIE', 'DUPONT']],
    ['rie ', ['MARIE', 'DUPONT']],
  ])('%j lies in %j', (fragment, names) => expect(lies(fragment, ...names)).toBe(true))

  it.each([
    ['lef', ['FRANCE', 'LÊ']],
    ['elf', ['MICHELLE', 'FABRE']],
    ['lef', ['MICHELLE', 'FABRE']],
    ['lef', ['LÊ', 'FRANCE']],
    ['ntmar', ['SAINT-MARTIN']],
    ['efloch', ['LE FLOCH']],
    ['mariedup', ['MARIE', 'DUPONT']],
    ['r tin', ['MARTIN']],
    [' artin', ['MARTIN']],
    ['art ', ['MARTIN']],
    ['marie-du pont', ['MARIE-DUPO', 'NT']],
  ])('%j does not lie in %j', (fragment, names) => expect(lies(fragment, ...names)).toBe(false))

  it('is found where a plain reading of the rule finds it', () => {
    const names = fc.array(fc.string({ unit: fc.constantFrom(...'AB -'), minLength: 1, maxLength: 8 }), {
      minLength: 1,
      maxLength: 2,
    })
    const typed = fc.string({ unit: fc.constantFrom(...'AB '), minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(names, typed, (shown, fragment) => {
        fc.pre(foldWords(fragment).length > 0 && shown.every((name) => foldWords(name).length > 0))
        expect(lies(fragment, ...shown)).toBe(holdsPieces(shown, [fragment], false, foldWords, false))
      }),
      { numRuns: 5000 },
    )
  })
})

describe('a marked name', () => {
  it('has the letters of the name, and sorts by them', () => {
    expect(lettersOf(markedName('Le Floc’h'))).toBe('LEFLOCH')
    const sorted = ['LE FLOCH', 'LEFLOCH', 'LE FLOCHE', 'LEFLOC'].map(markedName).sort().map(lettersOf)
    expect(sorted).toEqual(['LEFLOC', 'LEFLOCH', 'LEFLOCH', 'LEFLOCHE'])
  })
})
