import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scratch } from '../support/cli.js'
import { type Served, serve, serveFixtures } from '../support/served.js'

interface Found {
  readonly total: number
  readonly resultats: readonly { readonly nom: string }[]
  readonly erreurs: readonly { readonly parametre: string; readonly regle: string }[]
}

const data = scratch('bibliotheques')
let served: Served

beforeAll(async () => {
  served = await serveFixtures(data)
})
afterAll(async () => {
  expect(await served.stop()).toBe(0)
})

describe('requests as libraries make them', () => {
  const names = async (query: string): Promise<string[]> => {
    const answer = await fetch(`${served.http}/v1/professionnels?${query}`)
    expect([query, answer.status]).toEqual([query, 200])
    return ((await answer.json()) as Found).resultats.map(({ nom }) => nom)
  }

  it.each([
    'nom=dup&_=1700000000000',
    'nom=dup&_dc=1700000000000',
    'nom=dup&prenom=&ville=',
    'nom=dup&prenom&ville=%20%20&limite=&parMot=&source=',
    'nom=dup&nom=dup',
    'nom=&nom=dup',
    'nom=+dup+',
    'nom=dup&format=JSON',
    'nom=dup&format=&format=json',
    'nom=dup&avecBal=True',
    'nom=dup&limite=+50',
  ])('?%s asks for DUP', async (query) => {
    expect(await names(query)).toEqual(['DUPONT', 'DUPONT-MARTIN'])
  })

  it('takes XML in any case', async () => {
    const answer = await fetch(`${served.http}/v1/professionnels?nom=dup&format=XML`)
    expect(answer.headers.get('content-type')).toContain('application/xml')
  })

  it.each([
    ['nom=', ''],
    ['_=1', ''],
    ['nom=dup&couleur=', 'couleur'],
    ['nom=dup&nom=mar', 'nom'],
    ['nom=dup&format=xml&format=json', 'format'],
  ])('?%s is refused', async (query, parameter) => {
    const answer = await fetch(`${served.http}/v1/professionnels?${query}`)
    expect(answer.status).toBe(400)
    expect(((await answer.json()) as Found).erreurs.map(({ parametre }) => parametre)).toContain(parameter)
  })

  it.each(['/v1/nomenclatures/professions', '/v1/alimentations', '/v1/alimentations/derniere/rapport', '/sante'])(
    '%s ignores them too',
    async (path) => {
      expect((await fetch(`${served.http}${path}?_=17&format=`)).status).toBe(200)
    },
  )
})

describe('web pages of other origins', () => {
  const preflight = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' }
  const ask = (url: string, origin: string, method = 'GET', headers: Record<string, string> = {}) =>
    fetch(`${url}/v1/professionnels?nom=dup`, { method, headers: { origin, ...headers } })
  const granted = (answer: Response): string[] =>
    [...answer.headers.keys()].filter((name) => name.startsWith('access-control'))

  it('have no access as long as nobody gives it', async () => {
    expect(granted(await ask(served.http, 'http://dpi.example'))).toEqual([])
    const asked = await ask(served.http, 'http://dpi.example', 'OPTIONS', preflight)
    expect([asked.status, granted(asked)]).toEqual([405, []])
  })

  it('have it when they are named', async () => {
    const open = await serve(data, [], { ANNUAIRE_CORS_ORIGINES: 'http://dpi.example, https://labo.example:8443' })
    try {
      const asked = await ask(open.http, 'https://labo.example:8443', 'OPTIONS', preflight)
      expect(asked.status).toBe(204)
      expect(asked.headers.get('access-control-allow-origin')).toBe('https://labo.example:8443')
      expect(asked.headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST')
      expect(asked.headers.get('access-control-allow-headers')?.toLowerCase()).toBe(
        'authorization, x-api-key, accept, content-type, if-none-match',
      )
      expect(asked.headers.get('access-control-allow-credentials')).toBeNull()
      expect(Number(asked.headers.get('access-control-max-age'))).toBeGreaterThan(0)
      expect(asked.headers.get('vary')).toContain('Origin')
      const read = await ask(open.http, 'http://dpi.example')
      expect([read.status, read.headers.get('access-control-allow-origin')]).toEqual([200, 'http://dpi.example'])
      expect(read.headers.get('access-control-expose-headers')).toContain('ETag')
      expect(read.headers.get('vary')).toMatch(/Origin.*Accept.*Authorization/)
      const failed = await fetch(`${open.http}/v1/rien`, { headers: { origin: 'http://dpi.example' } })
      expect([failed.status, failed.headers.get('access-control-allow-origin')]).toEqual([404, 'http://dpi.example'])
      for (const origin of ['http://autre.example', 'null', 'http://dpi.example.evil', 'https://dpi.example']) {
        expect(granted(await ask(open.http, origin))).toEqual([])
        expect(granted(await ask(open.http, origin, 'OPTIONS', preflight))).toEqual([])
      }
      // No preflight: a method like any other.
      expect((await ask(open.http, 'http://dpi.example', 'OPTIONS')).status).toBe(405)
    } finally {
      await open.stop()
    }
  })

  it('have it all when * is given', async () => {
    const open = await serve(data, [], { ANNUAIRE_CORS_ORIGINES: '*' })
    try {
      const read = await ask(open.http, 'http://partout.example')
      expect(read.headers.get('access-control-allow-origin')).toBe('*')
      expect(read.headers.get('access-control-allow-credentials')).toBeNull()
    } finally {
      await open.stop()
    }
  })
})
