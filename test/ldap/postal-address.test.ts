import { describe, expect, it } from 'vitest'
import { country, postalAddress } from '../../src/ldap/tree/postal-address.js'

const NONE = {
  lignes: [],
  voie: null,
  codePostal: null,
  commune: null,
  codeCommune: null,
  departement: null,
  pays: null,
}

describe('postalAddress', () => {
  it.each([
    [{ lignes: ['3 RUE X'], codePostal: '06000', commune: 'NICE' }, '3 RUE X$06000 NICE'],
    [{ lignes: ['3 RUE X', '06001 NICE CEDEX 1'], codePostal: '06000', commune: 'NICE' }, '3 RUE X$06001 NICE CEDEX 1'],
    [{ lignes: ['BÂT $A\\B'], codePostal: '06000' }, 'BÂT \\24A\\5CB$06000'],
    [{ lignes: [], commune: 'NICE' }, 'NICE'],
    [{}, null],
  ])('of %j is %j', (address, text) => expect(postalAddress({ ...NONE, ...address })).toBe(text))
})

describe('c', () => {
  it.each([
    [{ commune: 'NICE' }, 'FR'],
    [{ commune: 'NICE', pays: 'FRANCE' }, 'FR'],
    [{ commune: 'BRUXELLES', pays: 'BELGIQUE' }, null],
    [{}, null],
  ])('of %j is %j', (address, code) => expect(country({ ...NONE, ...address })).toBe(code))
})
