import { readFileSync, statSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { annuaire, scratch } from '../support/cli.js'
import { expectJson, expectXml } from '../support/contract.js'
import { type Served, serve, serveFixtures } from '../support/served.js'

const data = scratch('acces')
/** Read by those alone who have the source paca. */
const REGIONAL = '/v1/bals?source=paca'
const REPORT = '/v1/alimentations/derniere/rapport'
let served: Served
const keys: Record<string, string> = {}

const make = (name: string, ...args: readonly string[]): string => {
  const ran = annuaire(data, ['cle', 'creer', name, ...args])
  expect(ran.code).toBe(0)
  return ran.stdout.trim()
}
const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` })
const ask = (path: string, headers: Record<string, string> = {}, http = served.http) =>
  fetch(`${http}${path}`, { headers })
const status = async (path: string, headers?: Record<string, string>, http?: string) =>
  (await ask(path, headers, http)).status

beforeAll(async () => {
  annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca'], { input: 'un mot de passe sûr\n' })
  served = await serveFixtures(data)
  keys['lecture'] = make('lecture', '--sources', 'paca')
  keys['occitanie'] = make('occitanie', '--sources', 'occitanie', '--droits', 'lire,rapport')
  keys['rapport'] = make('rapport', '--sources', 'paca', '--droits', 'rapport')
  keys['nationale'] = make('nationale')
})
afterAll(async () => {
  expect(await served.stop()).toBe(0)
})

describe('annuaire cle', () => {
  it('shows a key once, alone on standard output, and keeps a hash of it', () => {
    expect(keys['lecture']).toMatch(/^ann_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/)
    const kept = readFileSync(join(data, 'cles.json'), 'utf8')
    expect(kept).toContain(keys['lecture']!.slice(4, 16))
    expect(kept).not.toContain(keys['lecture']!.slice(17))
    expect(statSync(join(data, 'cles.json')).mode & 0o777).toBe(0o600)
    expect(annuaire(data, ['cle', 'lister']).stdout).not.toContain(keys['lecture']!.slice(17))
    expect(readFileSync(join(data, 'journal.jsonl'), 'utf8')).not.toContain(keys['lecture']!.slice(17))
  })

  it('lists rights, sources and the end', () => {
    make('bornee', '--sources', 'paca,occitanie', '--droits', 'lire,extraire', '--expire', '2099-12-31')
    const line = annuaire(data, ['cle', 'lister'])
      .stdout.split('\n')
      .find((one) => one.startsWith('bornee'))
    expect(line).toContain('lire, extraire')
    expect(line).toContain('national, occitanie, paca')
    expect(line).toContain('2099-12-31')
    expect(line).toContain('jamais utilisée')
    expect(annuaire(data, ['cle', 'revoquer', 'bornee']).code).toBe(0)
  })

  it.each([
    [['creer'], /nom/],
    [['creer', 'Majuscule'], /minuscules/],
    [['creer', 'lecture'], /existe déjà/],
    [['creer', 'x1', '--sources', 'atlantide'], /--sources.*atlantide/],
    [['creer', 'x1', '--droits', 'ecrire'], /--droits.*ecrire.*lire, extraire, rapport/],
    [['creer', 'x1', '--droits', ''], /un droit/],
    [['creer', 'x1', '--expire', '2020-01-01'], /AAAA-MM-JJ/],
    [['creer', 'x1', '--expire', '2099-02-30'], /AAAA-MM-JJ/],
    [['creer', 'x1', '--expire', 'demain'], /AAAA-MM-JJ/],
    [['changer'], /creer, lister ou revoquer/],
  ])('refuses %j', (args, message) => {
    const ran = annuaire(data, ['cle', ...args])
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringMatching(message) })
  })

  it('says that there is no such key', () => {
    expect(annuaire(data, ['cle', 'revoquer', 'personne'])).toMatchObject({ code: 1 })
  })
})

describe('a key', () => {
  it('opens its sources as a Bearer token and in X-API-Key', async () => {
    expect(await status(REGIONAL)).toBe(400)
    for (const headers of [bearer(keys['lecture']!), { 'x-api-key': keys['lecture']! }]) {
      const answer = await ask(REGIONAL, headers)
      expect(answer.status).toBe(200)
      expect(((await answer.json()) as { total: number }).total).toBeGreaterThan(0)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('vary')).toContain('X-API-Key')
    }
    expect(await status(REGIONAL, bearer(keys['occitanie']!))).toBe(400)
    expect(await status(REGIONAL, bearer(keys['nationale']!))).toBe(400)
    expect(await status('/v1/bals?nom=dup', bearer(keys['nationale']!))).toBe(200)
  })

  it('does no more than its rights, and is told which one is missing', async () => {
    for (const [path, key, right] of [
      [REPORT, 'lecture', 'rapport'],
      [REGIONAL, 'rapport', 'lire'],
    ] as const) {
      const answer = await ask(path, bearer(keys[key]!))
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
        403,
        'Bearer realm="annuaire", error="insufficient_scope"',
      ])
      const problem = (await answer.json()) as { detail: string }
      expect(problem).toMatchObject({ code: 'DROIT_MANQUANT', detail: expect.stringContaining(`« ${right} »`) })
      expectJson('probleme', problem)
      expectXml('probleme', await (await ask(path, { ...bearer(keys[key]!), accept: 'text/xml' })).text())
    }
  })

  it('shows the refused lines of its sources, and of no other', async () => {
    const own = (await (await ask(REPORT, bearer(keys['rapport']!))).json()) as { avis: { source: string }[] }
    const other = (await (await ask(REPORT, bearer(keys['occitanie']!))).json()) as { avis: { source: string }[] }
    const account = (await (
      await ask(REPORT, { authorization: `Basic ${btoaUtf8('dpi:un mot de passe sûr')}` })
    ).json()) as {
      avis: { source: string }[]
    }
    expect(own).toEqual(account)
    expect(own).not.toEqual(other)
  })

  it('is refused without a word on what exists', async () => {
    const [, id, secret] = /^ann_([^_]+)_(.*)$/.exec(keys['lecture']!)!
    const wrong = secret!.startsWith('A') ? `B${secret!.slice(1)}` : `A${secret!.slice(1)}`
    const problems = new Set<string>()
    for (const text of [`ann_${id}_${wrong}`, `ann_000000000000_${secret}`, 'ann_', 'x', 'x'.repeat(5000)]) {
      for (const headers of [bearer(text), { 'x-api-key': text }]) {
        const answer = await ask('/v1/bals?nom=dup', headers)
        expect(answer.status).toBe(401)
        expect(answer.headers.get('www-authenticate')).toBe(
          'Basic realm="annuaire", charset="UTF-8", Bearer realm="annuaire"',
        )
        problems.add(await answer.text())
      }
    }
    expect(problems.size).toBe(1)
    expect(served.log()).toContain('cle.refusee')
    expect(served.log()).not.toContain(wrong)
    for (const authorization of ['Bearer', 'Bearer ', 'Digest x', 'Basic', 'Basic %', 'Bearer a b', '']) {
      expect([authorization, await status('/v1/bals?nom=dup', { authorization })]).toEqual([authorization, 401])
    }
  })

  it('is not taken beside a password', async () => {
    const headers = { authorization: 'Basic eDp5', 'x-api-key': keys['lecture']! }
    expect(await (await ask('/v1/bals?nom=dup', headers)).json()).toMatchObject({
      status: 400,
      erreurs: [{ parametre: 'X-API-Key' }],
    })
  })

  it('is obeyed and revoked within a second, while the server runs', async () => {
    const key = make('breve', '--sources', 'paca')
    await within(async () => (await status(REGIONAL, bearer(key))) === 200)
    expect(annuaire(data, ['cle', 'revoquer', key.slice(4, 16)]).code).toBe(0)
    await within(async () => (await status(REGIONAL, bearer(key))) === 401)
    const told = readFileSync(join(data, 'journal.jsonl'), 'utf8')
    expect(told).toContain('cle.creee')
    expect(told).toContain('cle.revoquee')
  })

  it('is told that it has expired', async () => {
    const aged = scratch('cle-agee')
    const key = annuaire(aged, ['cle', 'creer', 'agee', '--expire', '2099-01-01']).stdout.trim()
    const path = join(aged, 'cles.json')
    const { writeFileSync } = await import('node:fs')
    writeFileSync(path, readFileSync(path, 'utf8').replace('2099-01-01', '2020-01-01'))
    const other = await serveFixtures(aged)
    const answer = await ask('/v1/bals?nom=dup', bearer(key), other.http)
    expect(await answer.json()).toMatchObject({ status: 401, detail: expect.stringContaining('expiré') })
    await other.stop()
  })

  it('has its last use listed, written when the server stops at the latest', async () => {
    const other = await serve(data)
    await ask('/v1/bals?nom=dup', bearer(keys['nationale']!), other.http)
    await other.stop()
    const line = annuaire(data, ['cle', 'lister'])
      .stdout.split('\n')
      .find((one) => one.startsWith('nationale'))
    expect(line).toMatch(/dernier usage : \d{4}-\d\d-\d\dT\d\d:\d\dZ/)
  })

  it('is answered by 503 when the keys cannot be read', async () => {
    const broken = scratch('cles-abimees')
    const other = await serveFixtures(broken)
    const { writeFileSync } = await import('node:fs')
    writeFileSync(join(broken, 'cles.json'), '{')
    expect(await status('/v1/bals?nom=dup', bearer(keys['lecture']!), other.http)).toBe(503)
    expect(await status('/v1/bals?nom=dup', {}, other.http)).toBe(200)
    expect(other.log().match(/cles.illisibles/g)?.length).toBe(1)
    await other.stop()
  })

  const address = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address
  it.skipIf(address === undefined)('is not taken in clear from another machine', async () => {
    const other = await serve(data, [], { ANNUAIRE_HTTP_HOST: address! })
    for (const headers of [bearer(keys['lecture']!), { 'x-api-key': keys['lecture']! }]) {
      const answer = await ask(REGIONAL, headers, other.http)
      expect(await answer.json()).toMatchObject({ status: 403, code: 'MOT_DE_PASSE_EN_CLAIR' })
    }
    await other.stop()
  })
})

describe('when the national data is closed', () => {
  let closed: Served
  beforeAll(async () => {
    closed = await serve(data, [], { ANNUAIRE_ACCES_NATIONAL: 'ferme', ANNUAIRE_LDAP_HOST: '127.0.0.1' })
  })
  afterAll(() => closed.stop())

  it('every route of data wants an account or a key', async () => {
    const described = (await (await ask('/documentation/json', {}, closed.http)).json()) as { paths: object }
    const paths = Object.keys(described.paths).filter((path) => /^\/(v1|webservices)\//.test(path))
    expect(paths.length).toBeGreaterThan(10)
    for (const path of paths) {
      const answer = await ask(path, {}, closed.http)
      expect([path, answer.status]).toEqual([path, 401])
      expect(await answer.json()).toMatchObject({ code: 'NON_AUTORISE', detail: expect.stringContaining('X-API-Key') })
    }
    for (const path of ['/v1/bals?nom=dup', '/v1/nomenclatures']) {
      expect(await status(path, bearer(keys['nationale']!), closed.http)).toBe(200)
      expect(await status(path, bearer('faux'), closed.http)).toBe(401)
      const account = { authorization: `Basic ${btoaUtf8('dpi:un mot de passe sûr')}` }
      expect(await status(path, account, closed.http)).toBe(200)
    }
  })

  it('health and documentation stay open', async () => {
    for (const path of ['/sante', '/sante/pret', '/documentation/json']) {
      expect(await status(path, {}, closed.http)).toBe(200)
    }
  })

  it('an address that does not exist tells nothing', async () => {
    expect(await status('/v1/rien', {}, closed.http)).toBe(404)
  })
})

function btoaUtf8(text: string): string {
  return Buffer.from(text).toString('base64')
}

async function within(done: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 1000
  while (!(await done())) {
    if (performance.now() > end) throw new Error('not within a second')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
