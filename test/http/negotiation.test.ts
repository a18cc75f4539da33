import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scratch } from '../support/cli.js'
import { expectJson } from '../support/contract.js'
import { type Served, serveFixtures } from '../support/served.js'

const LONG = '/v1/professionnels?departement=13'
let served: Served
beforeAll(async () => {
  served = await serveFixtures(scratch('negociation'))
})
afterAll(async () => {
  expect(await served.stop()).toBe(0)
})

/** The answer as it is on the wire. */
async function ask(path: string, headers: Record<string, string>, method: 'GET' | 'HEAD' = 'GET') {
  const { statusCode, headers: answered, body } = await request(`${served.http}${path}`, { method, headers })
  return { status: statusCode, headers: answered, bytes: Buffer.from(await body.arrayBuffer()) }
}

describe('Accept', () => {
  it.each([
    ['*/*', 'json'],
    ['', 'json'],
    ['application/json', 'json'],
    ['application/xml', 'xml'],
    ['text/xml', 'xml'],
    ['TEXT/XML', 'xml'],
    ['text/*', 'xml'],
    ['application/*', 'json'],
    ['application/xml;q=0.5, */*;q=0.1', 'xml'],
    ['application/xml ; q=0.5 , application/json;q=0.4', 'xml'],
    ['application/xml, application/json', 'json'],
    ['application/json;q=0, */*', 'xml'],
    ['application/json;q=0.000, application/xml;q=0.001', 'xml'],
    ['application/xml;q=0, text/xml', 'xml'],
    ['application/xml;charset=utf-8', 'xml'],
    ['application/xml;q=0, */*;q=0.1', 'json'],
    ['text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8', 'xml'],
    ['garbage', 'json'],
    [';;;,,,', 'json'],
    ['application/xml;q=2, application/json;q=0.1', 'json'],
    ['application/json;q=un, application/xml;q=0.1', 'xml'],
    [`${'a/b,'.repeat(60)}application/xml`, 'xml'],
    ['text/html', null],
    ['application/json;q=0', null],
    ['*/*;q=0', null],
    ['application/json;version=2', 'json'],
    ['image/*, text/html;q=0.5', null],
  ])('%j is answered in %s', async (accept, format) => {
    const { status, headers, bytes } = await ask('/v1/bals?nom=dup', { accept })
    expect([status, headers['content-type']]).toEqual(
      format === null
        ? [406, 'application/problem+json; charset=utf-8']
        : [200, `application/${format}; charset=utf-8`],
    )
    if (format === null) {
      expectJson('probleme', JSON.parse(bytes.toString()))
      expect(headers['etag']).toBeUndefined()
    }
  })
})

describe('Accept-Encoding', () => {
  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['br', 'br'],
    ['br;q=0.5, gzip', 'gzip'],
    ['br;q=0, gzip;q=0.1', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['gzip;q=0', undefined],
    ['*;q=0', undefined],
    ['identity', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['deflate, zstd', undefined],
    ['', undefined],
    ['gzip;q=beaucoup', undefined],
    ['brotli', undefined],
  ])('%j is answered with %s', async (accepted, coding) => {
    const plain = await ask(LONG, {})
    const { headers, bytes } = await ask(LONG, { 'accept-encoding': accepted })
    expect(headers['content-encoding']).toBe(coding)
    expect(headers['vary']).toContain('Accept-Encoding')
    expect(headers['content-length']).toBe(String(bytes.length))
    const whole = coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes
    expect(whole.equals(plain.bytes)).toBe(true)
    expect((await ask(LONG, { 'accept-encoding': accepted }, 'HEAD')).headers['content-length']).toBe(
      headers['content-length'],
    )
  })
})

describe('If-None-Match', () => {
  const routes = [
    LONG,
    '/v1/professionnels/10000000017',
    '/v1/professionnels/lot?identifiants=10000000017',
    '/v1/bals?nom=dup',
    '/v1/bals/jean.dupont@medecin.mssante.fr',
    '/v1/structures?departement=13',
    '/v1/structures/139000012',
    '/v1/nomenclatures',
    '/v1/nomenclatures/professions',
    '/v1/alimentations',
    '/v1/alimentations/derniere',
    '/v1/alimentations/derniere/rapport',
  ]

  it.each(routes)('is answered by 304 on %s', async (path) => {
    const { headers } = await ask(path, {})
    const etag = String(headers['etag'])
    for (const held of [etag, `"x", ${etag}`, etag.slice(2), '*']) {
      for (const method of ['GET', 'HEAD'] as const) {
        const again = await ask(path, { 'if-none-match': held }, method)
        expect([held, again.status, again.bytes.length]).toEqual([held, 304, 0])
        for (const name of ['etag', 'vary', 'cache-control']) expect(again.headers[name]).toBe(headers[name])
      }
    }
    for (const held of ['"x"', 'W/"x"', etag.slice(0, -2), '', 'W/']) {
      expect((await ask(path, { 'if-none-match': held })).status).toBe(200)
    }
  })

  it('tells formats and queries apart', async () => {
    const etags = new Set<unknown>()
    for (const [path, accept] of [
      [LONG, 'application/json'],
      [LONG, 'application/xml'],
      [`${LONG}&limite=1`, 'application/json'],
      [`${LONG}&format=xml`, 'application/json'],
    ] as const) {
      etags.add((await ask(path, { accept })).headers['etag'])
    }
    expect(etags.size).toBe(4)
  })
})

describe('security headers', () => {
  it('of answers let nothing be loaded', async () => {
    for (const path of [LONG, '/v1/rien', '/sante', '/v1/bals/%E0%A4%A']) {
      const { headers } = await ask(path, {})
      expect([path, headers['content-security-policy']]).toEqual([path, "default-src 'none';frame-ancestors 'none'"])
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['strict-transport-security']).toBeUndefined()
    }
  })

  it('of the documentation let its own scripts and styles be loaded, which are all that its pages name', async () => {
    const page = await ask('/documentation/', {})
    const html = page.bytes.toString()
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(html).not.toMatch(/<style|<script(?! src="\.\/)[^>]*>[^<]|\son\w+=|\sstyle=/)
    const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => name!)
    expect(named.length).toBeGreaterThan(5)
    for (const name of named) {
      expect(name).not.toMatch(/^https?:/)
      const { status } = await ask(new URL(name, `${served.http}/documentation/`).pathname, {})
      expect([name, status]).toEqual([name, 200])
    }
  })
})
