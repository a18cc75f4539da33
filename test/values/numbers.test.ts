import { describe, expect, it } from 'vitest'
import {
  readAdeli,
  readCommuneCode,
  readDepartement,
  readFiness,
  readNational,
  readPostcode,
  readRpps,
  readSiren,
  readSiret,
  readTelephones,
} from '../../src/values/index.js'

const NBSP = '\u00a0'

describe('a number of a fixed length', () => {
  it.each<[string, (written: string) => { value: string | null }, string, string]>([
    ['spaces', readRpps, '10 000 000 017', '10000000017'],
    ['no-break spaces', readRpps, `10${NBSP}000${NBSP}000${NBSP}017`, '10000000017'],
    ['narrow spaces', readRpps, '10\u202f000\u202f000\u202f017', '10000000017'],
    ['an apostrophe', readRpps, "'10000000017", '10000000017'],
    ['a formula', readRpps, '="10000000017"', '10000000017'],
    ['decimals', readRpps, '10000000017.0', '10000000017'],
    ['French decimals', readRpps, '10000000017,00', '10000000017'],
    ['thousands', readRpps, '10.000.000.017', '10000000017'],
    ['a zero-width space', readRpps, '10000000017\u200b', '10000000017'],
    ['a BOM', readRpps, '\ufeff10000000017', '10000000017'],
    ['a label', readRpps, 'RPPS : 10000000017', '10000000017'],
    ['double width', readRpps, '１００００００００１７', '10000000017'],
    ['a lost zero', readAdeli, '59300012', '059300012'],
    ['a lost zero', readFiness, '60000012', '060000012'],
    ['a lost zero and decimals', readFiness, '60000012.0', '060000012'],
    ['a lost zero', readSiren, '5520135', ''],
    ['a lost zero', readSiren, '55201350', '055201350'],
    ['a lost zero', readSiret, '5520135000017', '05520135000017'],
    ['spaces', readSiret, '409 000 015 00019', '40900001500019'],
    ['a lost zero', readPostcode, '6000', '06000'],
    ['a country', readPostcode, 'F-13006', '13006'],
    ['a city', readPostcode, '13006 MARSEILLE', '13006'],
    ['a lost zero', readCommuneCode, '1053', '01053'],
    ['a space', readDepartement, '13 ', '13'],
    ['a lost zero', readDepartement, '1', '01'],
    ['three digits', readDepartement, '001', '01'],
    ['a name', readDepartement, 'Var', '83'],
    ['a code and its name', readDepartement, '83 - Var', '83'],
    ['a name and its code', readDepartement, 'Var (83)', '83'],
  ])('with %s is read, and told', (_, read, written, value) => {
    const reading = read(written) as { value: string | null; repaired: string | null; fault: string | null }
    if (value === '') expect(reading).toMatchObject({ value: null, fault: expect.any(String) })
    else expect(reading).toMatchObject({ value, fault: null })
    if (written.trim() === written && value !== '') expect(reading.repaired).not.toBeNull()
  })

  it.each<[string, (written: string) => unknown, string]>([
    ['10000000017', readRpps, '10000000017'],
    ['2a9300012', readAdeli, '2A9300012'],
    ['810000000017', readNational, '810000000017'],
    ['02a9300012', readNational, '02A9300012'],
    ['2a0000014', readFiness, '2A0000014'],
    ['2a', readDepartement, '2A'],
    ['974', readDepartement, '974'],
    [' 13006 ', readPostcode, '13006'],
  ])('%s is read without a word', (written, read, value) => {
    expect(read(written)).toEqual({ value, repaired: null, fault: null })
  })

  it.each<[string, (written: string) => { fault: string | null }, RegExp]>([
    ['1E+10', readRpps, /tableur.*notation scientifique/],
    ['1,00E+10', readRpps, /notation scientifique/],
    ['1000000001', readRpps, /10 chiffres/],
    ['100-0000017', readRpps, /10 chiffres/],
    ['10000000017;10000000025', readRpps, /plusieurs numéros/],
    ['10000000017 10000000025', readRpps, /plusieurs numéros/],
    ['10000000017\n10000000025', readRpps, /plusieurs numéros/],
    ['1OOOOOOOO17', readRpps, /« O »/],
    ['néant', readRpps, /n’est pas un RPPS/],
    ['ABC', readFiness, /n’est pas un FINESS/],
    ['409000015000', readSiret, /12 chiffres/],
    ['75', readPostcode, /2 chiffres/],
    ['06000 / 06100', readPostcode, /plusieurs/],
    ['20', readDepartement, /inconnu/],
    ['97', readDepartement, /inconnu/],
    ['9D', readDepartement, /inconnu/],
    ['83 - Vaucluse', readDepartement, /inconnu/],
  ])('%s is not', (written, read, fault) => {
    expect(read(written)).toMatchObject({ value: null, fault: expect.stringMatching(fault) })
  })

  it.each(['#N/A', '#REF!', '#VALEUR!', '#NOM?', '#DIV/0!', '########', 'Err:502'])(
    '%s is empty, and told',
    (error) => {
      for (const read of [readRpps, readFiness, readSiret, readPostcode, readDepartement]) {
        expect(read(error)).toMatchObject({ value: null, fault: null, repaired: expect.stringContaining(error) })
      }
    },
  )

  it('is empty when nothing is written', () => {
    for (const read of [readRpps, readFiness, readSiret, readPostcode, readDepartement]) {
      expect(read('')).toEqual({ value: null, repaired: null, fault: null })
      expect(read('  ')).toEqual({ value: null, repaired: null, fault: null })
    }
  })

  it('keeps the postcodes of other countries as they are', () => {
    expect(readPostcode('SW1A 1AA', true).value).toBe('SW1A 1AA')
    expect(readPostcode('8001', true)).toEqual({ value: '8001', repaired: null, fault: null })
  })
})

describe('telephone numbers', () => {
  it.each([
    '0493000012',
    '04 93 00 00 12',
    '04.93.00.00.12',
    '04-93-00-00-12',
    '+33493000012',
    '+33 4 93 00 00 12',
    '+262 262 90 50 50',
    '+49 681 9540',
    '15',
  ])('%s stays as it is', (written) => {
    expect(readTelephones(written)).toEqual({ value: [written], repaired: null, fault: null })
  })

  it.each<[string, string[]]>([
    ['493000012', ['0493000012']],
    ['493000012.0', ['0493000012']],
    ['33493000012', ['0493000012']],
    ['0033493000012', ['0493000012']],
    ['+33 (0)4 93 00 00 12', ['0493000012']],
    ['+330493000012', ['0493000012']],
    ["'0493000012", ['0493000012']],
    ['="0493000012"', ['0493000012']],
    ['0493000012 (secrétariat)', ['0493000012']],
    ['Tél : 04.93.00.00.12', ['04.93.00.00.12']],
    ['04 93 00 00 12 poste 15', ['04 93 00 00 12']],
    ['04 93 00 00 12 / 04 93 00 00 13', ['04 93 00 00 12', '04 93 00 00 13']],
    ['0493000012;0612345678', ['0493000012', '0612345678']],
    ['0493000012\n0612345678', ['0493000012', '0612345678']],
    ['04 93 00 00 12 04 93 00 00 13', ['0493000012', '0493000013']],
    ['04 93 00 00 12 ou 06 12 34 56 78', ['04 93 00 00 12', '06 12 34 56 78']],
  ])('%j is read, and told', (written, numbers) => {
    const { value, repaired, fault } = readTelephones(written)
    expect(value).toEqual(numbers)
    expect(fault).toBeNull()
    expect(repaired).not.toBeNull()
  })

  it.each(['néant', '0000000000', '04 93 00 00 1', '4.93E+08', 'Liste rouge', '-'])('%s is none', (written) => {
    expect(readTelephones(written)).toMatchObject({ value: null, fault: expect.any(String) })
  })
})
