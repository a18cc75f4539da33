import { describe, expect, it } from 'vitest'
import { fold, foldings, foldWords } from '../../src/text/fold.js'
import { foldCity } from '../../src/text/fold-city.js'
import { foldStreet, foldStreetWords, streetFragmentWords } from '../../src/text/fold-street.js'

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
    ['STMARTIN', 'SAINTMARTIN'],
    ['Dupont-StMartin', 'DUPONTSAINTMARTIN'],
    ['ERNST', 'ERNST'],
    ['STS', 'STS'],
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

describe('foldings', () => {
  const spellings = (words: readonly string[]): string[] => {
    const written = [words, words.map((word) => word.replace(/^SAINT/, 'ST'))]
    return written.flatMap((some) => [' ', '-', '', "'"].map((separator) => some.join(separator)))
  }

  it.each([
    [['SAINT', 'MARTIN']],
    [['SAINT', 'ETIENNE']],
    [['SAINTE', 'ROSE']],
    [['MARIE', 'SAINT', 'ANDRE']],
    [['DE', 'SAINTE', 'CROIX']],
    [['LE', 'BRAS', 'SAINT', 'JEAN']],
    [['SAINTS', 'PERES']],
  ])('find %j at every step of typing, however ST and the spaces are written', (words) => {
    for (const separator of ['-', ' ']) {
      for (const stored of [words, words.map((word) => word.replace(/^SAINT/, 'ST'))]) {
        const kept = fold(stored.join(separator))
        for (const typed of spellings(words)) {
          for (let length = 3; length <= typed.length; length++) {
            const start = typed.slice(0, length)
            const found = foldings(fold(start)).some((form) => kept.startsWith(form))
            expect(found, `« ${start} » of « ${typed} » finds ${kept}`).toBe(true)
          }
        }
      }
    }
  })

  it('do not make SAINT of the ST of another name', () => {
    expect(fold('STEPHAN')).toBe('STEPHAN')
    expect(fold('STRAUSS')).toBe('STRAUSS')
    expect(foldings(fold('SAI')).some((form) => fold('STEPHAN').startsWith(form))).toBe(false)
  })

  it('are few, whatever is searched', () => {
    expect(foldings('ST'.repeat(1000)).length).toBeLessThanOrEqual(4)
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
    ['STETIENNE', 'STETIENNE'],
    ['PARIS-CEDEX 13', 'PARIS'],
    ['PARISCEDEX13', 'PARIS'],
    ['LYON CEDEX03', 'LYON'],
    ['LYON CÉDEX 03', 'LYON'],
    ['CEDEX 13 PARIS', 'PARIS'],
    ['CEDEX PARIS', 'PARIS'],
    ['PARIS CDX 5', 'PARIS'],
    ['PARIS 13', 'PARIS'],
    ['PARIS13', 'PARIS'],
    ['PARIS 13E', 'PARIS'],
    ['Paris (13e)', 'PARIS'],
    ['PARIS XIII', 'PARIS'],
    ['Paris XIIIe arrondissement', 'PARIS'],
    ['Paris 1er Arrondissement', 'PARIS'],
    ['Marseille 6e Arrondissement', 'MARSEILLE'],
    ['MARSEILLE 6E ARRO', 'MARSEILLE'],
    ['Marseille 6 ème arrdt', 'MARSEILLE'],
    ['LYON 03', 'LYON'],
    ['LYON 3 CEDEX 03', 'LYON'],
    ['69003 LYON', 'LYON'],
    ['LYON 69003', 'LYON'],
    ['Mons-en-Barœul', 'MONSENBAROEUL'],
    ['LIVRY GARGAN', 'LIVRYGARGAN'],
    ['ARRAS', 'ARRAS'],
    ['VIX', 'VIX'],
    ['Saint-Denis 2', 'SAINTDENIS'],
    ['', ''],
  ])('%s → %s', (city, folded) => {
    expect(foldCity(city)).toBe(folded)
  })
})

describe('foldStreetWords', () => {
  it.each([
    ['12 bis, bd de la Libération', '12 BOULEVARD LIBERATION'],
    ['12BIS BOULEVARD LIBERATION', '12 BOULEVARD LIBERATION'],
    ['12 B Av. du Prado', '12 AVENUE PRADO'],
    ['12B Avenue DU PRADO', '12 AVENUE PRADO'],
    ['R SAINT PIERRE', 'RUE SAINT PIERRE'],
    ['rue St-Pierre', 'RUE SAINT PIERRE'],
    ['3 r. du Gal Leclerc', '3 RUE GENERAL LECLERC'],
    ['rue du 8 mai 1945', 'RUE 8 MAI 1945'],
    ["36 r. de l'Église", '36 RUE EGLISE'],
    ['Allées Jean Jaurès', 'ALLEE JEAN JAURES'],
    ['impératrice', 'IMPERATRICE'],
    ['LES', 'LES'],
    ['', ''],
  ])('%s → %s', (street, words) => {
    expect(foldStreetWords(street).join(' ')).toBe(words)
    expect(foldStreetWords(words).join(' ')).toBe(words)
    expect(foldStreet(foldStreet(street))).toBe(foldStreet(street))
  })

  it('leaves what is being typed as it is', () => {
    expect(streetFragmentWords('12 imp')).toEqual(['12', 'IMP'])
  })
})
