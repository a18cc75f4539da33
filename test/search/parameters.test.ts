import { describe, expect, it } from 'vitest'
import { criteriaFromParameters } from '../../src/search/parameters.js'
import { and, or, term } from '../../src/search/terms.js'

const read = (query: string) => criteriaFromParameters(Object.fromEntries(new URLSearchParams(query)))

describe('values of one or two letters', () => {
  it.each([
    ['nom=ly', term('nom', 'exact', 'ly')],
    ['nom=o&avecBal=true', and([term('avecBal', 'exact', 'true'), term('nom', 'exact', 'o')])],
    ["nom=d'", term('nom', 'exact', 'd')],
    ['ville=Y', term('ville', 'exact', 'Y')],
    ['structure=or', term('structure', 'exact', 'or')],
  ])('?%s is a whole name', (query, criteria) => {
    expect(read(query)).toMatchObject({ criteria, wider: null })
  })

  it.each([
    ['nom=ly&prenom=anh', and([term('prenom', 'prefix', 'anh'), term('nom', 'prefix', 'ly')])],
    ['nom=ly&departement=13', and([term('departement', 'exact', '13'), term('nom', 'prefix', 'ly')])],
    ['nom=nguyen&prenom=ha', and([term('nom', 'prefix', 'nguyen'), term('prenom', 'prefix', 'ha')])],
    ['ville=Y&nom=picard', and([term('nom', 'prefix', 'picard'), term('ville', 'prefix', 'Y')])],
  ])('?%s is a start beside what leads', (query, criteria) => {
    expect(read(query).criteria).toEqual(criteria)
  })

  it('lead each other when they are all that is asked', () => {
    const [nom, prenom] = (['nom', 'prenom'] as const).map((field, at) =>
      (['exact', 'prefix'] as const).map((match) => term(field, match, ['ly', 'ha'][at]!)),
    ) as [[object, object], [object, object]]
    const wanted = or([and([nom[0], prenom[1]] as never), and([nom[1], prenom[0]] as never)])
    expect(read('nom=ly&prenom=ha').criteria).toEqual(wanted)
  })

  it('find the towns that begin so after the town itself', () => {
    expect(read('ville=eu')).toMatchObject({
      criteria: term('ville', 'exact', 'eu'),
      wider: term('ville', 'prefix', 'eu'),
    })
  })

  it('widen as longer ones do', () => {
    expect(read('nom=ly&parMot=true').wider).toEqual(or([term('nom', 'exact', 'ly'), term('motNom', 'exact', 'ly')]))
  })
})

describe('modifieDepuis', () => {
  it('is an instant', () => {
    expect(read('modifieDepuis=2026-11-20T03:00').criteria).toEqual(
      term('modifieDepuis', 'exact', '2026-11-20T02:00:00.000Z'),
    )
  })

  it('is a date that exists', () => {
    expect(() => read('modifieDepuis=2026-02-30')).toThrow(/modifieDepuis/)
  })
})
