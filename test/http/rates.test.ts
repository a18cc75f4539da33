import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { annuaire, scratch } from '../support/cli.js'
import { expectJson, expectXml } from '../support/contract.js'
import { type Served, serve, serveFixtures } from '../support/served.js'

const data = scratch('debits')
const PATH = '/v1/nomenclatures'
const address = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address
const [one, other] = ['une', 'autre'].map((name) => annuaire(data, ['cle', 'creer', name]).stdout.trim())
const bearer = (key: string | undefined) => ({ authorization: `Bearer ${key}` })

let served: Served
beforeAll(async () => {
  await (await serveFixtures(data)).stop()
  served = await serve(data, [], {
    ANNUAIRE_HTTP_HOST: '0.0.0.0',
    ANNUAIRE_HTTP_DEBIT_PAR_CLE: '4',
    ANNUAIRE_HTTP_DEBIT_PAR_ADRESSE: '6',
    ANNUAIRE_MOT_DE_PASSE_EN_CLAIR: 'oui',
  })
})
afterAll(() => served.stop())

const ask = (host: string, path = PATH, headers: Record<string, string> = {}) =>
  fetch(`${served.http.replace('0.0.0.0', host)}${path}`, { headers })
const statuses = async (times: number, ...args: Parameters<typeof ask>) => {
  const seen: number[] = []
  for (let time = 0; time < times; time++) seen.push((await ask(...args)).status)
  return seen
}

describe('the rate', () => {
  it('of a key is counted wherever it comes from, and apart from other keys', async () => {
    const first = await ask('127.0.0.1', PATH, bearer(one))
    expect([first.status, first.headers.get('ratelimit-limit'), first.headers.get('ratelimit-remaining')]).toEqual([
      200,
      '4',
      '3',
    ])
    expect(Number(first.headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60)
    expect(await statuses(4, '127.0.0.1', PATH, bearer(one))).toEqual([200, 200, 200, 429])
    expect((await ask(address ?? '127.0.0.1', PATH, { 'x-api-key': one! })).status).toBe(429)
    expect((await ask('127.0.0.1', PATH, bearer(other))).status).toBe(200)
  })

  it('is told as a problem, in JSON and in XML', async () => {
    const refused = await ask('127.0.0.1', '/v1/bals?nom=dup', bearer(one))
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('ratelimit-remaining')).toBe('0')
    const problem = (await refused.json()) as { detail: string }
    expect(problem).toMatchObject({ code: 'DEBIT_DEPASSE', detail: expect.stringContaining('Réessayez dans') })
    expectJson('probleme', problem)
    const inXml = await ask('127.0.0.1', '/v1/bals?nom=dup&format=xml', bearer(one))
    expectXml('probleme', await inXml.text())
  })

  it('is none for the machine itself, unless one is set', async () => {
    expect(new Set(await statuses(30, '127.0.0.1'))).toEqual(new Set([200]))
    const set = await serve(data, [], { ANNUAIRE_HTTP_DEBIT_LOCAL: '2' })
    const seen = []
    for (let time = 0; time < 3; time++) seen.push((await fetch(`${set.http}${PATH}`)).status)
    expect(seen).toEqual([200, 200, 429])
    await set.stop()
  })

  it.skipIf(address === undefined)('of an address counts what finds nothing, and wrong keys', async () => {
    expect((await ask(address!, '/v1/rien')).status).toBe(404)
    expect((await ask(address!, '/v1/bals/x@y.fr')).status).toBe(404)
    expect((await ask(address!, '/v1/bals?nom=dup', bearer('faux'))).status).toBe(401)
    expect((await fetch(`${served.http.replace('0.0.0.0', address!)}${PATH}`, { method: 'DELETE' })).status).toBe(405)
    expect(await statuses(4, address!)).toEqual([200, 200, 429, 429])
    expect((await ask(address!, '/v1/rien')).status).toBe(429)
    // What a header says of the address is the client's word.
    expect((await ask(address!, PATH, { 'x-forwarded-for': '192.0.2.1' })).status).toBe(429)
    expect((await ask(address!, PATH, bearer(other))).status).toBe(200)
    expect((await ask(address!, '/sante')).status).toBe(200)
    expect((await ask(address!, '/documentation/json')).status).toBe(200)
  })
})
