import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
import type { Bal, Professionnel } from '../../src/resources/person.js'
import { annuaire, scratch } from '../support/cli.js'
import { clientOf } from '../support/client.js'
import { expectJson, expectXml } from '../support/contract.js'
import { type Served, serve } from '../support/served.js'

const DATE = '202611200300'
const MAILBOXES = `Extraction_Correspondance_MSSante_${DATE}.txt`
const LONG = 120_000

const folder = scratch('extractions')
const feed = join(folder, 'feed')
const data = join(folder, 'data')
let served: Served
const account = { authorization: `Basic ${Buffer.from('dpi:un mot de passe sûr').toString('base64')}` }

beforeAll(async () => {
  annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca'], { input: 'un mot de passe sûr\n' })
  generateFeed({ lines: 12_000, folder: feed, seed: 31, date: DATE, faultless: true })
  expect(annuaire(data, ['importer', '--silencieux', feed]).code).toBe(0)
  served = await serve(data)
}, LONG)
afterAll(() => served.stop())

/** Bytes as they come: fetch would unpack them, and would not show the length. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${served.http}${path}`, { method, headers: { 'accept-encoding': 'identity', ...headers } })
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())
const text = async (path: string, headers: Record<string, string> = {}) => (await get(path, headers)).text()
const records = async <T>(path: string, headers: Record<string, string> = {}) =>
  (await text(path, headers))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)

describe('whole files', () => {
  it('hold every person as the record of each shows it', async () => {
    const people = await records<Professionnel>('/v1/extractions/professionnels.ndjson')
    const { generation } = (await (await get('/sante/pret')).json()) as { generation: Record<string, number> }
    expect(people.length).toBe(generation['professionnels'])
    const client = clientOf(served.http)
    for (let at = 0; at < people.length; at += 500) {
      const some = people.slice(at, at + 500)
      const { data: lot } = await client.POST('/v1/professionnels/lot', {
        body: { identifiants: some.map(({ identifiant }) => identifiant) },
      })
      expect(lot?.resultats.map(({ professionnel }) => professionnel)).toEqual(some)
      if (at === 0) expectJson('lot', lot)
    }
  })

  it('hold every mailbox, the same in each format', async () => {
    const mailboxes = await records<Bal>('/v1/extractions/bals.ndjson')
    const { generation } = (await (await get('/sante/pret')).json()) as { generation: Record<string, number> }
    const regional = await records<Bal>('/v1/extractions/bals-paca.ndjson', account)
    expect(mailboxes.length).toBeGreaterThan(1000)
    expect(mailboxes.length + regional.length).toBeLessThanOrEqual(generation['bals']!)
    const json = JSON.parse(await text('/webservices/v1/extractionMSSante?format=json')) as { resultats: Bal[] }
    expect(json.resultats).toEqual(mailboxes)
    expectJson('extraction', json)
    const xml = await text('/webservices/v1/extractionMSSante?format=xml')
    expectXml('extraction', xml)
    expect(xml.split('<resultat>').length - 1).toBe(mailboxes.length)
    const csv = (await text('/webservices/v1/extractionMSSante?format=csv')).split('\r\n')
    expect(csv[0]?.startsWith('adresse;type;')).toBe(true)
    expect(csv.length - 2).toBe(mailboxes.length)
    const txt = (await text('/webservices/v1/extractionMSSante')).split('\n')
    expect(txt.slice(1, -1).map((line) => line.split('|')[1])).toEqual(mailboxes.map(({ adresse }) => adresse))
  })

  it('hold every structure', async () => {
    const structures = await records<{ identifiantTechnique: string }>('/v1/extractions/structures.ndjson')
    const ids = new Set(
      readFileSync(join(feed, `PS_LibreAcces_Personne_activite_${DATE}.txt`), 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.split('|')[23])
        .filter((id) => id !== undefined && id !== ''),
    )
    expect(new Set(structures.map((one) => one.identifiantTechnique))).toEqual(ids)
    expect((await text('/v1/extractions/structures.csv')).split('\r\n').length - 2).toBe(structures.length)
  })

  it(
    'in the national layout are read back without a difference',
    async () => {
      const again = join(folder, 'feed-again')
      const dataAgain = join(folder, 'data-again')
      rmSync(again, { recursive: true, force: true })
      mkdirSync(again)
      const header = readFileSync(join(feed, MAILBOXES), 'utf8').split('\n')[0]!
      const written = await text('/webservices/v1/extractionMSSante?format=txt')
      expect(written.split('\n')[0]).toBe(header.replace(/\r$/, ''))
      writeFileSync(join(again, MAILBOXES), written)
      const people = ['Personne_activite', 'SavoirFaire', 'Dipl_AutExerc'].map((name) => `PS_LibreAcces_${name}`)
      for (const name of [...people, 'Correspondance_ADELI_RPPS']) {
        const file = `${name}_${DATE}.txt`
        writeFileSync(join(again, file), readFileSync(join(feed, file)))
      }
      expect(annuaire(dataAgain, ['importer', '--silencieux', again]).code).toBe(0)
      const other = await serve(dataAgain)
      const mailboxes = await records<Bal>('/v1/extractions/bals.ndjson')
      const read = (await (await fetch(`${other.http}/v1/extractions/bals.ndjson`)).text()).trimEnd().split('\n')
      expect(read.map((line) => JSON.parse(line) as Bal)).toEqual(mailboxes)
      expect(await (await fetch(`${other.http}/webservices/v1/extractionMSSante`)).text()).toBe(written)
      await other.stop()
    },
    LONG,
  )

  it('of a region are for its accounts', async () => {
    expect((await get('/v1/extractions/bals-paca.csv')).status).toBe(404)
    const answer = await get('/v1/extractions/bals-paca.csv', account)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    expect((await get('/v1/extractions/bals-occitanie.csv', account)).status).toBe(404)
    const listed = async (headers: Record<string, string>) =>
      ((await (await get('/v1/extractions', headers)).json()) as { fichiers: { nom: string }[] }).fichiers.map(
        ({ nom }) => nom,
      )
    expect(await listed({})).not.toContain('bals-paca.csv')
    expect(await listed(account)).toContain('bals-paca.csv')
  })
})

describe('a file on its way', () => {
  const path = '/v1/extractions/bals.csv'
  let whole: Buffer
  beforeAll(async () => {
    whole = await bytesOf(await get(path))
  })

  it('is told with its size, its fingerprints and how many it holds', async () => {
    const packed = await fetch(`${served.http}${path}`, { headers: { 'accept-encoding': 'gzip' } })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(Buffer.from(await packed.arrayBuffer())).toEqual(whole)
    const list = (await (await get('/v1/extractions')).json()) as { fichiers: Record<string, unknown>[] }
    const about = list.fichiers.find(({ nom }) => nom === 'bals.csv')!
    expect(about).toMatchObject({
      pret: true,
      octets: whole.length,
      sha256: createHash('sha256').update(whole).digest('hex'),
      octetsGzip: Number(packed.headers.get('content-length')),
      enregistrements: whole.toString().split('\r\n').length - 2,
    })
    const immutable = await get(String(about['adresse']))
    expect(immutable.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await bytesOf(immutable)).toEqual(whole)
    expect((await get('/v1/extractions/20200101-000000-001/bals.csv')).status).toBe(404)
  })

  it('is sent in parts', async () => {
    const { length } = whole
    for (const [range, start, end] of [
      ['bytes=0-0', 0, 1],
      ['bytes=100-199', 100, 200],
      [`bytes=${length - 10}-`, length - 10, length],
      ['bytes=-7', length - 7, length],
      [`bytes=5-${length * 2}`, 5, length],
      [`bytes=-${length * 2}`, 0, length],
    ] as const) {
      const part = await get(path, { range })
      expect([range, part.status, part.headers.get('content-range')]).toEqual([
        range,
        206,
        `bytes ${start}-${end - 1}/${length}`,
      ])
      expect(await bytesOf(part)).toEqual(whole.subarray(start, end))
    }
  })

  it('is sent in parts of the packed file too', async () => {
    const headers = { 'accept-encoding': 'gzip' }
    const total = Number((await get(path, headers, 'HEAD')).headers.get('content-length'))
    const parts: Buffer[] = []
    for (let at = 0; at < total; at += 50_000) {
      const end = Math.min(total, at + 50_000)
      parts.push(await raw(path, { ...headers, range: `bytes=${at}-${end - 1}` }))
    }
    expect(gunzipSync(Buffer.concat(parts))).toEqual(whole)
  })

  it('is sent whole when the range means nothing, and not at all when no byte is in it', async () => {
    for (const range of ['bytes=9-5', 'lines=1-2', 'bytes=0-1,5-6', 'bytes=-', 'bytes=a-b', '']) {
      const answer = await get(path, { range })
      expect([range, answer.status, (await bytesOf(answer)).length]).toEqual([range, 200, whole.length])
    }
    for (const range of [`bytes=${whole.length}-`, 'bytes=-0']) {
      const answer = await get(path, { range })
      expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`])
      expectJson('probleme', await answer.json())
    }
  })

  it('goes on only when it is the same', async () => {
    const head = await get(path, {}, 'HEAD')
    const [etag, modified] = [head.headers.get('etag')!, head.headers.get('last-modified')!]
    expect(Number(head.headers.get('content-length'))).toBe(whole.length)
    const range = 'bytes=10-19'
    expect((await get(path, { range, 'if-range': etag })).status).toBe(206)
    expect((await get(path, { range, 'if-range': modified })).status).toBe(206)
    expect((await get(path, { range, 'if-range': '"autre"' })).status).toBe(200)
    expect((await get(path, { range, 'if-range': `W/${etag}` })).status).toBe(200)
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304)
    expect((await get(path, { 'if-none-match': '"autre"', 'if-modified-since': modified })).status).toBe(200)
    expect((await get(path, { 'if-modified-since': modified })).status).toBe(304)
    expect((await get(path, { 'if-modified-since': 'Fri, 01 Jan 2021 00:00:00 GMT' })).status).toBe(200)
  })

  it('is another one as soon as another generation is published', async () => {
    const before = (await get(path, {}, 'HEAD')).headers.get('etag')
    const file = join(feed, MAILBOXES)
    const [header, first, ...others] = readFileSync(file, 'utf8').split('\n')
    writeFileSync(`${file}.new`, [header, ...others].join('\n'))
    renameSync(`${file}.new`, file)
    expect(annuaire(data, ['importer', '--silencieux', feed]).code).toBe(0)
    await expect
      .poll(async () => (await get(path, {}, 'HEAD')).headers.get('etag'), { timeout: 20_000 })
      .not.toBe(before)
    expect(await text(path)).not.toContain(first!.split('|')[1]!)
  })
})

/** The bytes of a part that is packed, which fetch would try to unpack. */
async function raw(path: string, headers: Record<string, string>): Promise<Buffer> {
  const { request } = await import('node:http')
  return new Promise((resolve, reject) => {
    request(`${served.http}${path}`, { headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve(Buffer.concat(chunks)))
    })
      .on('error', reject)
      .end()
  })
}
