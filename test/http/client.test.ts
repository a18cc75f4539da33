import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { scratch } from '../support/cli.js'
import { clientOf } from '../support/client.js'
import { findProgram, needs } from '../support/programs.js'
import { type Served, serveFixtures } from '../support/served.js'

const TYPES_PATH = join(projectRoot, 'schema/openapi.d.ts')

describe('schema/openapi.d.ts', () => {
  it('is made from schema/openapi.json (UPDATE=1 writes it)', needs('openapi-typescript'), () => {
    const made = spawnSync(findProgram('openapi-typescript')!, [join(projectRoot, 'schema/openapi.json')], {
      encoding: 'utf8',
    })
    expect(made.status).toBe(0)
    if (process.env['UPDATE'] !== undefined) writeFileSync(TYPES_PATH, made.stdout)
    expect(readFileSync(TYPES_PATH, 'utf8')).toBe(made.stdout)
  })
})

describe('a client made from the description', () => {
  let served: Served
  let client: ReturnType<typeof clientOf>
  beforeAll(async () => {
    served = await serveFixtures(scratch('client'))
    client = clientOf(served.http)
  })
  afterAll(() => served.stop())

  it('looks a person up, with the mailboxes, the preferred one first', async () => {
    const { data, error } = await client.GET('/v1/professionnels/{identifiant}', {
      params: { path: { identifiant: '10000000017' } },
    })
    expect(error).toBeUndefined()
    expect(data?.activites.map(({ structure }) => structure?.adresse.commune)).toContain('Marseille 6e Arrondissement')
    expect(data?.bals.map(({ rang }) => rang)).toEqual(data?.bals.map((_, at) => at + 1))
    expect(data?.bals.every(({ motifRang }) => motifRang.length > 10)).toBe(true)
  })

  it('searches', async () => {
    const { data } = await client.GET('/v1/professionnels', { params: { query: { nom: 'dup', departement: '13' } } })
    expect(data?.resultats.map(({ nom }) => nom)).toContain('DUPONT')
    expect(data?.tronque).toBe(false)
  })

  it('reads what is wrong with a request', async () => {
    const { error, response } = await client.GET('/v1/bals', { params: { query: { typeBal: 'XXX' } } })
    expect(response.status).toBe(400)
    expect(error?.erreurs.map(({ parametre }) => parametre)).toEqual(['typeBal'])
  })

  it('asks for many people at once', async () => {
    const identifiants = ['0759300012', '10000000999', '8 10000 000017', 'docteur', '10000000017']
    const { data } = await client.POST('/v1/professionnels/lot', { body: { identifiants } })
    expect(data?.resultats.map(({ identifiant, etat }) => [identifiant, etat])).toEqual([
      ['0759300012', 'trouvé'],
      ['10000000999', 'inconnu'],
      ['8 10000 000017', 'trouvé'],
      ['docteur', 'malformé'],
      ['10000000017', 'trouvé'],
    ])
    expect(data).toMatchObject({ demandes: 5, trouves: 3 })
    const alone = await client.GET('/v1/professionnels/{identifiant}', {
      params: { path: { identifiant: '10000000017' } },
    })
    // What is the same for all of them is said once, at the head.
    const { generation, fichiers, ...person } = alone.data!
    expect([data?.generation, data?.fichiers]).toEqual([generation, fichiers])
    expect(data?.resultats[4]?.professionnel).toEqual(person)
    expect(data?.resultats[2]?.professionnel).toEqual(person)
  })

  it('asks for a few people by an address that a cache keeps', async () => {
    const query = { identifiants: '10000000017,759300012' }
    const { data, response } = await client.GET('/v1/professionnels/lot', { params: { query } })
    expect(data?.resultats.map(({ professionnel }) => professionnel?.nom)).toEqual(['DUPONT', 'BERGER'])
    const again = await client.GET('/v1/professionnels/lot', {
      params: { query },
      headers: { 'if-none-match': response.headers.get('etag')! },
    })
    expect(again.response.status).toBe(304)
  })

  it('may ask for 500 and for no more', async () => {
    const identifiants = Array.from({ length: 500 }, (_, at) => String(10_000_000_000 + at))
    const { data } = await client.POST('/v1/professionnels/lot', { body: { identifiants } })
    expect(data?.resultats.length).toBe(500)
    const more = await client.POST('/v1/professionnels/lot', { body: { identifiants: [...identifiants, '1'] } })
    expect(more.response.status).toBe(400)
    expect(more.error?.erreurs).toMatchObject([{ parametre: 'identifiants', regle: 'une liste de 1 à 500 éléments' }])
    const few = await client.GET('/v1/professionnels/lot', {
      params: { query: { identifiants: Array(51).fill('1').join(',') } },
    })
    expect(few.error?.erreurs[0]?.regle).toContain('50 identifiants au plus')
  })
})
