import { describe, expect, it } from 'vitest'
import { narrow } from '../../src/ldap/filter/narrow.js'
import type { Filter } from '../../src/ldap/protocol/filter.js'
import { balShape } from '../../src/ldap/tree/bal-shape.js'
import { professionnelShape } from '../../src/ldap/tree/professionnel-shape.js'
import { equal as eq, inside as has, present, starts } from './filters.js'

const term = (field: string, match: string, value: string) => ({ kind: 'term', field, match, value })
/** Services have the name of their establishment. */
const ofSurname = (match: string, value: string) => ({
  kind: 'or',
  of: [term('nom', match, value), term('etablissement', match, value)],
})
const bals = (filter: Filter, lenient = false) => narrow(filter, balShape, lenient).criteria
const ALL = { kind: 'all' }
const NONE = { kind: 'none' }

describe('narrow', () => {
  it('turns comparisons into folded terms', () => {
    expect(bals(eq('sn', "d'Alembert"))).toEqual(ofSurname('exact', 'DALEMBERT'))
    expect(bals(starts('givenName', 'Zoé'))).toEqual(term('prenom', 'prefix', 'ZOE'))
    expect(bals(has('cn', 'dup'))).toEqual(term('nomComplet', 'infix', 'DUP'))
    expect(bals(eq('mail', 'A@B.fr'))).toEqual(term('adresse', 'exact', 'a@b.fr'))
    expect(bals(eq('l', 'Paris CEDEX 13'))).toEqual(term('ville', 'exact', 'PARIS'))
  })

  it('leads Thunderbird’s completion by indexes alone', () => {
    const filter: Filter = {
      kind: 'or',
      of: [has('cn', 'jean', 'd'), has('mail', 'jean d'), has('givenName', 'jean'), has('sn', 'jean d')],
    }
    expect(bals(filter)).toEqual({
      kind: 'or',
      of: [term('nomComplet', 'infix', 'JEAN'), term('adresse', 'infix', 'jean d'), ...ofSurname('infix', 'JEAN D').of],
    })
  })

  it('leads the words of an address book’s search by what they may be in', () => {
    expect(
      bals({ kind: 'or', of: [has('ou', 'cardio'), has('title', 'médecin'), has('description', 'a b c')] }),
    ).toEqual({
      kind: 'or',
      of: [
        term('service', 'infix', 'CARDIO'),
        term('titre', 'infix', 'MEDECIN'),
        term('description', 'infix', 'A B C'),
      ],
    })
    expect(bals(eq('IdentifiantPM', '123'))).toEqual(term('idStructure', 'exact', '123'))
  })

  it('lets unknown attributes of a disjunction add nothing', () => {
    expect(bals({ kind: 'or', of: [has('sn', 'dup'), has('mozillaNickname', 'dup')] })).toEqual(
      ofSurname('infix', 'DUP'),
    )
    expect(bals(has('mozillaNickname', 'dup'))).toEqual(NONE)
  })

  it('is everything for what no index can lead', () => {
    for (const filter of [
      has('cn', 'up'),
      has('st', 'rue'),
      has('title', 'ab'),
      { kind: 'not', of: eq('sn', 'x') } as Filter,
    ]) {
      expect(bals(filter)).toEqual(ALL)
    }
    expect(bals(present('sn'))).toEqual(ALL)
    expect(bals({ kind: 'and', of: [] })).toEqual(ALL)
  })

  it('is nothing for what cannot be true', () => {
    for (const filter of [
      eq('cn', ''),
      eq('cn;lang-fr', 'x'),
      eq('objectClass', 'MyBarnIsBiggerThanYourBarn'),
      eq('objectClass', 'domain'),
      eq('siret', '1'),
      { kind: 'or', of: [] } as Filter,
      { kind: 'not', of: eq('inconnu', 'x') } as Filter,
      { kind: 'not', of: { kind: 'and', of: [] } } as Filter,
      { kind: 'and', of: [eq('inconnu', 'x'), has('sn', 'dup')] } as Filter,
    ]) {
      expect(bals(filter)).toEqual(NONE)
    }
  })

  it('leads a disjunction with attributes outside the indexes only in a large directory, and says so', () => {
    const filter: Filter = { kind: 'or', of: [has('sn', 'dup'), has('postalAddress', 'dup'), has('st', 'dup')] }
    expect(narrow(filter, balShape, false)).toMatchObject({ criteria: ALL, gap: null, short: false })
    expect(narrow(filter, balShape, true)).toMatchObject({
      criteria: ofSurname('infix', 'DUP'),
      gap: 'unindexed',
      short: false,
    })
  })

  it('lets one and the same activity satisfy the conditions on activities, and no other condition', () => {
    const mixed: Filter = { kind: 'or', of: [eq('o', 'x'), eq('inconnu', 'x')] }
    const filter: Filter = {
      kind: 'and',
      of: [eq('profession', '10'), { kind: 'and', of: [eq('l', 'Paris'), mixed] }, eq('sn', 'Roux')],
    }
    expect(narrow(filter, professionnelShape, false).criteria).toEqual({
      kind: 'and',
      of: [
        term('profession', 'exact', '10'),
        term('ville', 'exact', 'PARIS'),
        { kind: 'or', of: [term('structure', 'exact', 'X'), NONE] },
        term('nom', 'exact', 'ROUX'),
      ],
    })
  })

  it('leads a batch of addresses by the index, however long', () => {
    const of = Array.from({ length: 1000 }, (_, index) => eq('mail', `m${index}@x.fr`))
    const { criteria, exact } = narrow({ kind: 'or', of: [...of, ...of] }, balShape, true)
    expect(exact).toBe(true)
    expect(criteria).toMatchObject({ kind: 'or', of: of.map((_, index) => term('adresse', 'exact', `m${index}@x.fr`)) })
  })

  it('refuses more fragments than indexes can be asked for', () => {
    const of = Array.from({ length: 201 }, (_, index) => has('cn', `abc${index}`))
    expect(() => narrow({ kind: 'or', of }, balShape, true)).toThrow('plus de 200')
  })
})
