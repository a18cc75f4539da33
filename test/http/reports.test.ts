import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import type { Alimentation, Avis } from '../../src/resources/report.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serve } from '../support/served.js'

interface Report {
  readonly alimentation: Alimentation
  readonly masque: boolean
  readonly avis: readonly Avis[]
  readonly suivant: number | null
}

const PASSWORD = 'un mot de passe sûr'
const basic = (name: string, password = PASSWORD): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})
/** One of each region: hidden, and refused for another reason. */
const line = (region: string, name: string): string =>
  [
    `a@${region}.example;SECRET${name};Rouge;INT;Oui;Non;${name}.rouge@${region}.mssante.fr;`,
    `b@${region}.example;REFUSE${name};Rpps;PER;Oui;Non;${name}.refuse@${region}.mssante.fr;123`,
    `c@${region}.example;BON${name};Jean;INT;Non;Non;${name}.bon@${region}.mssante.fr;`,
    '',
  ].join('\n')
const HEADER = 'Adresse mail;NOM;Prénom;Type de BAL;Liste rouge;Compte de test;MSSanté adresse;RPPS\n'

/** Each reader of a report, at every address that shows some of it. */
describe('reports', () => {
  const folder = scratch('rapports')
  const data = join(folder, 'data')
  let served: Served
  let refused: string
  const get = async (path: string, headers: Record<string, string> = {}): Promise<string> =>
    (await fetch(`${served.http}${path}`, { headers })).text()
  const report = async (id: string, headers: Record<string, string> = {}): Promise<Report> =>
    JSON.parse(await get(`/v1/alimentations/${id}/rapport?limite=500`, headers)) as Report

  beforeAll(async () => {
    const feed = join(folder, 'feed')
    mkdirSync(join(feed, 'regional'), { recursive: true })
    for (const name of [
      'PS_LibreAcces_Personne_activite_202611200300.txt',
      'Extraction_Correspondance_MSSante_202611200300.txt',
    ]) {
      writeFileSync(join(feed, name), readFileSync(join(projectRoot, 'fixtures', name)))
    }
    writeFileSync(join(feed, 'regional/paca.csv'), HEADER + line('paca', 'aaa'))
    writeFileSync(join(folder, 'liste de Mme SECRETbbb.csv'), HEADER + line('bretagne', 'bbb'))
    const bretagne = `bretagne=${join(folder, 'liste de Mme SECRETbbb.csv')}`
    expect(annuaire(data, ['importer', '--silencieux', feed, '--regional', bretagne]).code).toBe(0)
    writeFileSync(join(folder, 'sans-entete.csv'), line('paca', 'ccc'))
    expect(
      annuaire(data, ['importer', '--silencieux', feed, '--regional', `paca=${join(folder, 'sans-entete.csv')}`]).code,
    ).toBe(1)
    for (const [name, sources] of [
      ['sud', 'paca'],
      ['ouest', 'bretagne'],
      ['deux', 'paca,bretagne'],
    ] as const) {
      annuaire(data, ['compte', 'ajouter', name, '--sources', sources], { input: `${PASSWORD}\n` })
    }
    served = await serve(data, [], { ANNUAIRE_HTTP_HOST: '0.0.0.0' })
    served = { ...served, http: served.http.replace('0.0.0.0', '127.0.0.1') }
    const { resultats } = JSON.parse(await get('/v1/alimentations')) as { resultats: Alimentation[] }
    refused = resultats.find(({ etat }) => etat === 'refusée')!.id
  })
  afterAll(async () => {
    expect(await served.stop()).toBe(0)
  })

  const publishedId = async (): Promise<string> => {
    const { resultats } = JSON.parse(await get('/v1/alimentations')) as { resultats: Alimentation[] }
    return resultats.find(({ etat }) => etat === 'publiée')!.id
  }

  const pages = (id: string): string[] => [
    '/v1/alimentations',
    `/v1/alimentations/${id}`,
    `/v1/alimentations/${id}/rapport?limite=500`,
    `/v1/alimentations/${id}/rapport?limite=500&severite=Bloquante`,
    `/v1/alimentations/${id}/rapport?limite=500&code=BAL_NON_PUBLIEE`,
    `/v1/alimentations/${id}/rapport?limite=500&format=xml`,
    '/v1/alimentations?format=xml',
  ]

  it.each<[string, Record<string, string>, readonly RegExp[]]>([
    ['nobody', {}, [/aaa|bbb|ccc/i]],
    ['the machine itself, by any name', { host: 'evil.example' }, [/aaa|bbb|ccc/i]],
    ['the machine itself, as a proxy says', { 'x-forwarded-for': '127.0.0.1', via: '1.1 x' }, [/aaa|bbb|ccc/i]],
    ['an account of paca', basic('sud'), [/bbb|ccc/i]],
    ['an account of bretagne', basic('ouest'), [/aaa|ccc/i]],
  ])('show %s nothing of a region that is not its own', async (_, headers, forbidden) => {
    for (const id of [await publishedId(), refused]) {
      for (const path of pages(id)) {
        const text = await get(path, headers)
        for (const one of forbidden) expect(text, path).not.toMatch(one)
        expect(text, path).not.toContain(folder)
        expect(text, path).not.toContain('sans-entete')
      }
    }
  })

  it('show a region to its account, counts of the others, and no line of them', async () => {
    const seen = await report(await publishedId(), basic('sud'))
    const { alimentation, avis, masque } = seen
    expect(masque).toBe(true)
    const files = new Map(alimentation.fichiers.map((file) => [file.source, file]))
    expect(files.get('bretagne')).toMatchObject({ masque: true, refusees: 1, nom: 'bretagne.csv', sha256: '' })
    expect(files.get('bretagne')?.avis.map(({ code, nombre }) => [code, nombre])).toContainEqual(['BAL_NON_PUBLIEE', 1])
    const ofPaca = avis.filter(({ fichier }) => fichier === files.get('paca')?.numero)
    expect(ofPaca.some(({ contenu }) => contenu?.includes('REFUSEaaa'))).toBe(true)
    expect(ofPaca.map(({ code }) => code)).toContain('BAL_NON_PUBLIEE')
    expect(avis.some(({ fichier }) => fichier === files.get('bretagne')?.numero)).toBe(false)
    expect((await report(await publishedId(), basic('deux'))).masque).toBe(false)
  })

  it('show nobody where lines of a region are, and values of none', async () => {
    const { avis, masque, alimentation } = await report(await publishedId())
    expect(masque).toBe(true)
    const national = new Set(
      alimentation.fichiers.filter(({ source }) => source === 'national').map((file) => file.numero),
    )
    expect(avis.length).toBeGreaterThan(0)
    expect(avis.every((one) => national.has(one.fichier) && one.valeur === null && one.contenu === null)).toBe(true)
    expect(avis.some(({ code }) => code === 'BAL_NON_PUBLIEE')).toBe(false)
  })

  it('tell the reason of a refusal to the administrator alone', async () => {
    for (const headers of [{}, basic('sud'), basic('deux')]) {
      const { motif } = JSON.parse(await get(`/v1/alimentations/${refused}`, headers)) as Alimentation
      expect(motif).toMatch(/annuaire rapport/)
    }
    expect(annuaire(data, ['rapport', refused]).stdout).toContain('sans-entete')
  })

  it('are cached by reader', async () => {
    const path = `/v1/alimentations/${await publishedId()}/rapport`
    const nobody = await fetch(served.http + path)
    const etag = nobody.headers.get('etag')!
    expect(nobody.headers.get('vary')).toContain('Authorization')
    const again = (headers: Record<string, string>) =>
      fetch(served.http + path, { headers: { ...headers, 'if-none-match': etag } })
    expect((await again({})).status).toBe(304)
    expect((await again(basic('sud'))).status).toBe(200)
    expect((await again(basic('sud'))).headers.get('cache-control')).toBe('no-store')
  })

  it('of 200 000 refusals are read from any place without delay for others', async () => {
    const id = await publishedId()
    const db = new Database(join(data, 'alimentations', `${id}.sqlite`))
    db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
      INSERT INTO avis (fichier, ligne, code, contenu) SELECT 1, i + 100000, 'NOM_ABSENT', 'ligne ' || i FROM n`)
    db.close()
    const path = `/v1/alimentations/${id}/rapport?decalage=199000&limite=500&severite=Bloquante`
    const first = JSON.parse(await get(path, basic('sud'))) as Report
    expect(first.avis).toHaveLength(500)
    expect(first.suivant).toBe(199_500)
    expect(first.avis[1]!.ligne - first.avis[0]!.ligne).toBe(1)
    const all = Array.from({ length: 8 }, () => get(path, basic('sud')))
    const waits: number[] = []
    for (let at = 0; at < 10; at++) {
      const asked = performance.now()
      await get('/sante')
      waits.push(performance.now() - asked)
    }
    expect((await Promise.all(all)).every((one) => one.length > 10_000)).toBe(true)
    expect(waits.sort((one, other) => one - other)[5]).toBeLessThan(50)
  })

  it('of an earlier version, without an index, are still read', async () => {
    const id = await publishedId()
    const db = new Database(join(data, 'alimentations', `${id}.sqlite`))
    db.exec('DROP INDEX avis_ordre')
    db.close()
    expect((await report(id, basic('sud'))).avis.some(({ contenu }) => contenu?.includes('REFUSEaaa'))).toBe(true)
  })

  it('that an import is writing are told as such at once', async () => {
    const id = await publishedId()
    const db = new Database(join(data, 'alimentations', `${id}.sqlite`))
    db.exec('BEGIN EXCLUSIVE; UPDATE import SET fin = fin')
    try {
      const asked = performance.now()
      const answer = await fetch(`${served.http}/v1/alimentations/${id}/rapport?code=BAL_DOUBLON&limite=3`)
      expect(answer.status).toBe(503)
      expect(performance.now() - asked).toBeLessThan(1000)
      expect((await fetch(`${served.http}/v1/alimentations`)).status).toBe(200)
    } finally {
      db.exec('ROLLBACK')
      db.close()
    }
  })

  describe('passwords in clear', () => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === 'IPv4' && !one.internal)?.address

    it.skipIf(address === undefined)('are refused from another address, whatever headers say', async () => {
      const outside = served.http.replace('127.0.0.1', address!)
      for (const headers of [
        basic('sud'),
        basic('sud', 'faux'),
        { ...basic('sud'), 'x-forwarded-proto': 'https', 'x-forwarded-for': '127.0.0.1', forwarded: 'proto=https' },
      ]) {
        for (const path of ['/v1/bals?nom=bon', '/v1/professionnels/10000000017', '/v1/alimentations']) {
          const answer = await fetch(outside + path, { headers })
          expect(answer.status).toBe(403)
          expect(await answer.json()).toMatchObject({ status: 403, code: 'MOT_DE_PASSE_EN_CLAIR' })
        }
      }
      expect((await fetch(`${outside}/v1/bals?nom=dupont`)).status).toBe(200)
      expect((await fetch(`${served.http}/v1/bals?nom=bon`, { headers: basic('sud') })).status).toBe(200)
    })

    it.skipIf(address === undefined).each(['ANNUAIRE_MOT_DE_PASSE_EN_CLAIR', 'ANNUAIRE_LDAP_MOT_DE_PASSE_EN_CLAIR'])(
      'are taken when %s says so',
      async (setting) => {
        const open = await serve(data, [], { ANNUAIRE_HTTP_HOST: '0.0.0.0', [setting]: 'oui' })
        const answer = await fetch(`${open.http.replace('0.0.0.0', address!)}/v1/bals?nom=bon`, {
          headers: basic('sud'),
        })
        expect(answer.status).toBe(200)
        await open.stop()
        if (setting.includes('LDAP')) expect(open.log()).toContain('ANNUAIRE_MOT_DE_PASSE_EN_CLAIR')
      },
    )
  })

  it('a damaged file of accounts tells its path to nobody', async () => {
    const path = join(data, 'comptes.json')
    const before = readFileSync(path)
    writeFileSync(path, '{')
    try {
      const answer = await fetch(`${served.http}/v1/bals?nom=bon`, { headers: basic('sud') })
      expect(answer.status).toBe(503)
      expect(await answer.text()).not.toMatch(/comptes\.json|\/tmp/)
      await vi.waitFor(() => expect(served.log()).toContain('comptes.json'))
    } finally {
      writeFileSync(path, before)
    }
  })
})
