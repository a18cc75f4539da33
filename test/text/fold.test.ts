import { describe, expect, it } from 'vitest'
import { fold, foldCity, foldWords } from '../../src/text/fold.js'

describe('fold', () => {
  it.each([
    ["D'ALEMBERT", 'DALEMBERT'],
    ['d’Alembert', 'DALEMBERT'],
    ['d alembert', 'DALEMBERT'],
    ['LEFÈVRE', 'LEFEVRE'],
    ['LEFE\u0300VRE', 'LEFEVRE'],
    ['Lebœuf', 'LEBOEUF'],
    ['Læticia', 'LAETICIA'],
    ['Weiß', 'WEISS'],
    ['Øster', 'OSTER'],
    ['ST MARTIN', 'SAINTMARTIN'],
    ['St-Martin', 'SAINTMARTIN'],
    ['SAINT-MARTIN', 'SAINTMARTIN'],
    ['STE ROSE', 'SAINTEROSE'],
    ['LE BRAS ST JEAN', 'LEBRASSAINTJEAN'],
    ['ALBERT MARTIN', 'ALBERTMARTIN'],
    ['  DE   LA TOUR ', 'DELATOUR'],
    ['DUPONT-MARTIN', 'DUPONTMARTIN'],
    ['', ''],
    ['-', ''],
  ])('%s → %s', (name, folded) => {
    expect(fold(name)).toBe(folded)
  })

  it('leaves a name of one word that looks like an abbreviation', () => {
    expect(fold('STE')).toBe('STE')
    expect(fold('Stephan')).toBe('STEPHAN')
  })

  it('folds a start like the start of the whole name, once the word after ST is begun', () => {
    expect(fold('SAINT-MARTIN').startsWith(fold('st m'))).toBe(true)
    expect(fold('ST MARTIN').startsWith(fold('sai'))).toBe(true)
  })

  it('is stable: folding twice changes nothing', () => {
    for (const name of ["D'ALEMBERT", 'ST MARTIN', 'LEBŒUF', 'MARTINEZ Y SAINT'])
      expect(fold(fold(name))).toBe(fold(name))
  })
})

describe('foldWords', () => {
  it('keeps the words apart', () => {
    expect(foldWords("DUPONT-MARTIN d'Ést")).toEqual(['DUPONT', 'MARTIN', 'D', 'EST'])
  })
})

describe('foldCity', () => {
  it.each([
    ['PARIS CEDEX 13', 'PARIS'],
    ['Pontarlier Cedex', 'PONTARLIER'],
    ['SAINT-ÉTIENNE', 'SAINTETIENNE'],
    ['ST ETIENNE CEDEX 2', 'SAINTETIENNE'],
  ])('%s → %s', (city, folded) => {
    expect(foldCity(city)).toBe(folded)
  })
})
