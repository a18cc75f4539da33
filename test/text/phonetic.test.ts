import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../src/text/fold.js'
import { phoneticKey } from '../../src/text/phonetic.js'

const key = (name: string): string => phoneticKey(fold(name))

describe('phoneticKey', () => {
  it.each([
    ['LEFEBVRE', 'Lefèvre', 'Lefaivre'],
    ['Dupont', 'Dupond', 'Dupon'],
    ['Philippe', 'Filipe'],
    ['Thibaud', 'Thibault', 'Thibaut'],
    ['Gauthier', 'Gautier', 'Gothier'],
    ['Meunier', 'Meunié'],
    ['Renaud', 'Renault', 'Renaut'],
    ['Leroux', 'Lerou'],
    ['Henry', 'Henri'],
    ['Legrand', 'Legrant'],
    ['Faure', 'Fore', 'Phaure'],
    ['Schmitt', 'Schmit', 'Schmidt'],
    ['Mathieu', 'Matthieu', 'Matieu'],
    ['Keller', 'Keler'],
    ['Jacques', 'Jaques'],
    ['Christophe', 'Kristof'],
    ['Beaumont', 'Bomon'],
    ['Rousseau', 'Roussaux', 'Rousso'],
    ['Catherine', 'Katherine'],
  ])('hears %s as its other spellings', (...names) => {
    expect(new Set(names.map(key)).size).toBe(1)
  })

  it.each([
    ['Durand', 'Martin'],
    ['Leroy', 'Leroux'],
    ['Bernard', 'Bertrand'],
    ['Martin', 'Martine'],
    ['Moreau', 'Moret'],
    ['Michel', 'Michaud'],
    ['Jean', 'Jeanne'],
    ['Simon', 'Simone'],
  ])('tells %s from %s', (one, other) => {
    expect(key(one)).not.toBe(key(other))
  })

  it('is empty for an empty name only', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AEIOUHSTXZPDCGN1'), maxLength: 8 }), (name) => {
        expect(phoneticKey(name) === '').toBe(name === '')
      }),
      { numRuns: 2000 },
    )
  })
})
