import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contains, equality, message, search, starts } from '../ldap/ber.js'
import { RawClient } from '../ldap/raw-client.js'
import { scratch } from '../support/cli.js'
import { type Served, serveFixtures } from '../support/served.js'

const PEOPLE = 'ou=professionnels,dc=rpps,dc=fr'
const SEARCH_RESULT_DONE = 0x65

/**
 * SC.MSS/UX.41 (Ségur, vague 2): the eleven criteria by which such software must find a correspondent. Jean DUPONT of the fixtures
 * practises twice: each criterion finds him through REST and LDAP, and is shown.
 */
const CRITERIA: readonly (readonly [
  name: string,
  parameter: string,
  filter: Buffer,
  shown: (found: Found) => unknown,
  value: unknown,
])[] = [
  [
    'identifiant national',
    'rpps=10000000017',
    equality('employeeNumber', '810000000017'),
    ({ rpps }) => rpps,
    '10000000017',
  ],
  ['nom', 'nom=dupont', equality('sn', 'dupont'), ({ nom }) => nom, 'DUPONT'],
  ['prénom', 'prenom=jean', equality('givenName', 'jean'), ({ prenom }) => prenom, 'Jean'],
  [
    'profession',
    'profession=10',
    equality('profession', '10'),
    ({ professions }) => professions[0]!.libelle,
    'Médecin',
  ],
  [
    'spécialité',
    'specialite=SM04',
    equality('title', 'Cardiologie et maladies vasculaires'),
    ({ savoirFaire }) => savoirFaire[0]!.libelle,
    'Cardiologie et Maladies vasculaires',
  ],
  [
    'adresse (lignes de la voie et de la ville)',
    'voie=264+rue+st+pierre&ville=marseille',
    contains('street', '264 rue st pierre'),
    ({ activites }) => activites[1]!.structure!.adresse.lignes,
    ['POLE CARDIOLOGIE', '264 Rue SAINT PIERRE', 'CS 30005', '13385 MARSEILLE CEDEX 05'],
  ],
  [
    'raison sociale',
    'structure=chu+de+marseille',
    starts('o', 'chu de marseille'),
    ({ activites }) => activites[1]!.structure!.raisonSociale,
    'CHU DE MARSEILLE',
  ],
  [
    'voie',
    'voie=av+prado',
    contains('street', 'av du prado'),
    ({ activites }) => activites[0]!.structure!.adresse.voie,
    '12B Avenue DU PRADO',
  ],
  [
    'code postal',
    'codePostal=13006',
    equality('postalCode', '13006'),
    ({ activites }) => activites[0]!.structure!.adresse.codePostal,
    '13006',
  ],
  [
    'ville',
    'ville=marseille',
    equality('l', 'marseille'),
    ({ activites }) => activites[0]!.structure!.adresse.commune,
    'Marseille 6e Arrondissement',
  ],
  [
    'adresse MSSanté',
    'adresse=jean.dupont@medecin.mssante.fr',
    equality('mail', 'jean.dupont@medecin.mssante.fr'),
    ({ bals }) => bals.map(({ adresse }) => adresse),
    expect.arrayContaining(['jean.dupont@medecin.mssante.fr']),
  ],
]

interface Found {
  readonly identifiant: string
  readonly rpps: string
  readonly nom: string
  readonly prenom: string
  readonly professions: readonly { readonly libelle: string }[]
  readonly savoirFaire: readonly { readonly libelle: string }[]
  readonly activites: readonly {
    readonly structure: null | {
      readonly raisonSociale: string
      readonly adresse: {
        readonly lignes: readonly string[]
        readonly voie: string
        readonly codePostal: string
        readonly commune: string
      }
    }
  }[]
  readonly bals: readonly { readonly adresse: string }[]
}

describe('SC.MSS/UX.41', () => {
  let served: Served
  let client: RawClient

  beforeAll(async () => {
    served = await serveFixtures(scratch('ux-41'))
    client = await RawClient.open(Number(new URL(served.ldap).port))
  })
  afterAll(async () => {
    client.finish()
    await served.stop()
  })

  it('has eleven criteria', () => {
    expect(CRITERIA.length).toBe(11)
  })

  it.each(CRITERIA)('%s: %s', async (_, parameter, filter, shown, value) => {
    const response = await fetch(`${served.http}/v1/professionnels?${parameter}&limite=500`)
    const { resultats } = (await response.json()) as { resultats: Found[] }
    const found = resultats.find(({ identifiant }) => identifiant === '810000000017')
    expect(found).toBeDefined()
    expect(shown(found!)).toEqual(value)

    client.forget()
    client.send(message(1, search({ base: PEOPLE, scope: 2, filter, attributes: ['employeeNumber'] })))
    await client.until(() => client.received.some(({ tag }) => tag === SEARCH_RESULT_DONE))
    expect(Buffer.concat(client.received.map(({ bytes }) => bytes)).includes('810000000017')).toBe(true)
  })

  it.each([
    ['voie=boulevard+du+prado', 0],
    ['voie=12+avenue+du+prado&codePostal=13006', 1],
    ['voie=prado+avenue', 1],
    // One and the same activity is in the street and salaried.
    ['voie=prado&modeExercice=salarie', 0],
    ['voie=prado&modeExercice=L&secteur=SA09&siren=409000015&region=PACA&telephone=%2B33465710012&categorie=civil', 1],
    ['telephone=0465710300', 1],
    ['region=bretagne&rpps=10000000017', 0],
  ])('%s finds him or not: %i', async (parameters, count) => {
    const response = await fetch(`${served.http}/v1/professionnels?${parameters}&nom=dupont&prenom=jean`)
    expect(response.status).toBe(200)
    const { resultats } = (await response.json()) as { resultats: Found[] }
    expect(resultats.filter(({ identifiant }) => identifiant === '810000000017').length).toBe(count)
  })

  it.each([
    ['voie=de+la', 'voie'],
    ['voie=12', 'voie'],
    ['voie=aaa+bbb+ccc+ddd+eee+fff+ggg+hhh+iii', 'voie'],
    ['telephone=12', 'telephone'],
    ['telephone=abc', 'telephone'],
    ['region=ici', 'region'],
    ['modeExercice=X', 'modeExercice'],
    ['secteur=SA99', 'secteur'],
    ['categorie=Z', 'categorie'],
    ['siren=12', 'siren'],
  ])('refuses %s by its name', async (parameters, name) => {
    const response = await fetch(`${served.http}/v1/professionnels?${parameters}`)
    expect(response.status).toBe(400)
    const { erreurs } = (await response.json()) as { erreurs: { parametre: string }[] }
    expect(erreurs.map(({ parametre }) => parametre)).toEqual([name])
  })
})
