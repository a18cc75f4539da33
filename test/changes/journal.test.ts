import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Journal, WINDOW_MS } from '../../src/changes/journal.js'
import { JournalReader } from '../../src/changes/journal-reader.js'
import { afterPublication } from '../../src/changes/position.js'
import { projectRoot } from '../../src/project-root.js'
import { published } from '../../src/store/index.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serve } from '../support/served.js'

const PEOPLE = 'PS_LibreAcces_Personne_activite_202611200300.txt'
const ACCOUNT = { authorization: `Basic ${Buffer.from('dpi:un mot de passe sûr').toString('base64')}` }

describe('/v1/changements', () => {
  const folder = scratch('journal')
  const [data, feed] = [join(folder, 'data'), join(folder, 'feed')]
  const ids: string[] = []
  let served: Served
  const edit = (name: string, from: string, to: string): void => {
    const text = readFileSync(join(feed, name), 'utf8')
    expect(text).toContain(from)
    writeFileSync(join(feed, name), text.replaceAll(from, to))
  }
  const publish = (): void => {
    expect(annuaire(data, ['importer', '--silencieux', feed])).toMatchObject({ code: 0 })
    ids.push(published(data)!.id)
  }
  const ask = async (query: string, headers = {}) => {
    const answer = await fetch(`${served.http}/v1/changements?${query}`, { headers })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  beforeAll(async () => {
    mkdirSync(feed)
    for (const name of [PEOPLE, 'Extraction_Correspondance_MSSante_202611200300.txt', 'regional']) {
      cpSync(join(projectRoot, 'fixtures', name), join(feed, name), { recursive: true })
    }
    publish()
    edit(PEOPLE, '|SELARL CARDIOLOGIE DU PRADO|', '|SELARL DU PRADO|')
    // Hidden by the region, the address is hidden in the national file too.
    edit(
      'regional/paca.csv',
      'PER;Non;Non;;;jean.dupont@medecin.mssante.fr',
      'PER;Non;Oui;;;jean.dupont@medecin.mssante.fr',
    )
    publish()
    annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca'], { input: 'un mot de passe sûr\n' })
    served = await serve(data)
  }, 120_000)
  afterAll(async () => {
    await served.stop()
  })

  it('names what changed, and a hidden mailbox by its fingerprint alone', async () => {
    const { status, body } = await ask(`depuis=${ids[0]}`)
    expect([status, body['inchange'], body['reste'], body['generation']]).toEqual([200, false, false, ids[1]])
    const changes = (body['resultats'] as Record<string, unknown>[]).map((one) =>
      [one['objet'], one['cle'], one['nature'], one['adresse'], one['champs']]
        .map((part) => JSON.stringify(part))
        .join(' '),
    )
    expect(changes).toEqual([
      '"professionnels" "810000000017" "modifié" null ["activites","bals"]',
      expect.stringMatching(/^"bals" "[0-9a-f]{32}" "fermé" null \[\]$/),
      '"structures" "C40900001500019" "modifié" null ["raisonSociale"]',
    ])
    expect(JSON.stringify(body)).not.toContain('jean.dupont')
    expect(readFileSync(join(data, 'journal.sqlite'), 'latin1')).not.toContain('jean.dupont')
  })

  it('says of a regional source only what its readers may see', async () => {
    const { body } = await ask(`depuis=${ids[0]}`, ACCOUNT)
    const of = (body['resultats'] as Record<string, unknown>[]).map(({ source }) => source)
    expect(new Set(of)).toEqual(new Set(['national', 'paca']))
  })

  it('goes on from where a page ended, whatever its size', async () => {
    const whole = (await ask(`depuis=${ids[0]}`)).body['resultats'] as object[]
    const met: object[] = []
    let from = `depuis=${ids[0]}`
    for (let page = 0; page <= whole.length; page++) {
      const { body } = await ask(`${from}&limite=1`)
      met.push(...(body['resultats'] as object[]))
      from = `suite=${body['suite']}`
      expect(body['reste']).toBe(page < whole.length)
    }
    expect(met).toEqual(whole)
    expect((await ask(from)).body).toMatchObject({ inchange: true, reste: false, resultats: [] })
    const structures = await ask(`depuis=${ids[0]}&objet=structures`)
    expect(structures.body['resultats']).toHaveLength(1)
  })

  it.each([
    ['', 400, 'CRITERE_INVALIDE'],
    ['depuis=hier', 400, 'CRITERE_INVALIDE'],
    ['depuis=2026-11-20&suite=abc', 400, 'CRITERE_INVALIDE'],
    ['suite=abc', 400, 'CRITERE_INVALIDE'],
    ['depuis=20200101-000000-000', 410, 'PERIME'],
    ['depuis=2020-01-01', 410, 'PERIME'],
  ])('?%s is refused with %i', async (query, status, code) => {
    const answer = await ask(query)
    expect([answer.status, answer.body['code']]).toEqual([status, code])
  })

  it('takes a place for the reader and the kind that it was given to', async () => {
    const { suite } = (await ask(`depuis=${ids[0]}&limite=1`)).body
    expect((await ask(`suite=${suite}`, ACCOUNT)).status).toBe(400)
    expect((await ask(`suite=${suite}&objet=bals`)).status).toBe(400)
  })

  it('answers 304 to who holds the page', async () => {
    const url = `${served.http}/v1/changements?depuis=${ids[1]}`
    const etag = (await fetch(url)).headers.get('etag')!
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304)
  })

  it('reads a page without looking at every row', () => {
    const plans: string[] = []
    const original = Database.prototype.prepare
    vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, sql: string) {
      if (sql.startsWith('SELECT')) {
        const values: unknown[] = sql.includes(':') ? [NAMED] : (sql.match(/\?/g) ?? []).map(() => 1)
        const rows = original.call(this, `EXPLAIN QUERY PLAN ${sql}`).all(...(values as [object]))
        for (const row of rows as { detail: string }[]) plans.push(row.detail)
      }
      return original.call(this, sql)
    })
    const reader = new JournalReader(data)
    expect(reader.served(ids[1]!)).toBe(2)
    reader.close()
    vi.restoreAllMocks()
    expect(plans.length).toBeGreaterThan(5)
    expect(plans.filter((plan) => /\bSCAN (?!CONSTANT|n\b)/.test(plan))).toEqual([])
  })

  it('forgets what is older than its window, and says so', () => {
    const journal = Journal.open(data)
    journal.settle(new Date(Date.now() + WINDOW_MS / 2))
    expect(journal.db.prepare('SELECT numero FROM publication').pluck().all()).toEqual([1, 2])
    journal.settle(new Date(Date.now() + WINDOW_MS + 1000))
    expect(journal.db.prepare('SELECT numero, precedente FROM publication').all()).toEqual([
      { numero: 2, precedente: null },
    ])
    expect(journal.db.prepare("SELECT count(*) FROM changement WHERE jour = ''").pluck().get()).toBe(0)
    journal.close()
    const reader = new JournalReader(data)
    expect([reader.follows(afterPublication(1), 2), reader.follows(afterPublication(2), 2)]).toEqual([false, true])
    reader.close()
  })
})

const NAMED = {
  generation: '',
  served: 1,
  day: '',
  now: '',
  from: 1,
  limit: 1,
  numero: 1,
  jour: '',
  objet: 1,
  cle: '',
  source: '',
  until: '',
}
