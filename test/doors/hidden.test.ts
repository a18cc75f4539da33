import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, type ResultCodeError } from 'ldapts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serve } from '../support/served.js'
import { HIDDEN_CASES, openLine, REGIONAL_HEADER } from './hidden-cases.js'

const PEOPLE = join(projectRoot, 'fixtures/PS_LibreAcces_Personne_activite_202611200300.txt')
const MAILBOXES = 'Extraction_Correspondance_MSSante_202611200300.txt'
const PASSWORD = 'un mot de passe sûr'
const SHOWN = 'montree.anne@medecin.mssante.fr'
const BASE = 'dc=mssante,dc=fr'
const EVERYWHERE = HIDDEN_CASES.filter(({ everywhere }) => everywhere)
const OWN = HIDDEN_CASES.filter(({ everywhere }) => !everywhere)

const authorization = (name: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${PASSWORD}`).toString('base64')}`,
})

/** {way of hiding} × {spelling} × {line loaded; refused for each reason}, the same address nationally: at every door. */
describe('what is hidden', () => {
  const folder = scratch('cachees')
  const data = join(folder, 'data')
  let served: Served

  function imported(name: string, lines: readonly string[]): void {
    const feed = join(folder, name)
    mkdirSync(join(feed, 'regional'), { recursive: true })
    const [header, organisation] = ((text) => [text[0]!, text.find((line) => line.startsWith('ORG|'))!])(
      readFileSync(join(projectRoot, 'fixtures', MAILBOXES), 'utf8').split('\n'),
    )
    const national = HIDDEN_CASES.map(({ adresse }) => organisation.replace(/^ORG\|[^|]*/, `ORG|${adresse}`))
    writeFileSync(join(feed, MAILBOXES), `${[header, ...national].join('\n')}\n`)
    writeFileSync(
      join(feed, 'regional/paca.csv'),
      `${[REGIONAL_HEADER, ...lines, openLine('MONTREE', SHOWN, EVERYWHERE[0]!.adresse.toUpperCase())].join('\n')}\n`,
    )
    const accepted = ['--accepter-baisse', 'paca=essai', '--accepter-baisse', 'national=essai']
    const ran = annuaire(data, ['importer', '--silencieux', PEOPLE, feed, ...accepted], {
      prefix: 'ANNUAIRE_REFUS_MAX=100',
    })
    expect(ran).toMatchObject({ code: 0 })
  }

  beforeAll(async () => {
    imported(
      'avant',
      HIDDEN_CASES.map(({ before }) => before),
    )
    imported(
      'apres',
      HIDDEN_CASES.flatMap(({ lines }) => lines),
    )
    for (const [name, source] of [
      ['sud', 'paca'],
      ['ouest', 'bretagne'],
    ]) {
      const ran = annuaire(data, ['compte', 'ajouter', name!, '--sources', source!], { input: `${PASSWORD}\n` })
      expect(ran.code).toBe(0)
    }
    served = await serve(data)
  }, 120_000)
  afterAll(async () => {
    await served.stop()
  })

  /** Cases of which a door shows the address, in its source. */
  async function shownBy(cases: typeof HIDDEN_CASES, shows: (one: (typeof HIDDEN_CASES)[number]) => Promise<boolean>) {
    const shown: string[] = []
    for (const one of cases) if (await shows(one)) shown.push(one.name)
    return shown
  }

  async function restSources(adresse: string): Promise<readonly string[]> {
    const answer = await fetch(`${served.http}/v1/bals?adresse=${adresse}`, { headers: authorization('sud') })
    const { resultats } = (await answer.json()) as { resultats: { provenance: { source: string } }[] }
    return resultats.map(({ provenance }) => provenance.source)
  }

  it('shows what nothing hides, so that the rest is not hidden by chance', async () => {
    expect(await restSources(SHOWN)).toEqual(['paca'])
  })

  it('is in no source of REST, be it asked by address or by name, in JSON or XML', async () => {
    expect(await shownBy(EVERYWHERE, async ({ adresse }) => (await restSources(adresse)).length > 0)).toEqual([])
    expect(
      await shownBy(EVERYWHERE, async ({ adresse, nom }) => {
        const headers = authorization('sud')
        const one = await fetch(`${served.http}/v1/bals/${adresse}`, { headers })
        const xml = await fetch(`${served.http}/v1/bals?nom=${nom}&format=xml`, { headers })
        expect(xml.status).toBe(200)
        return one.status !== 404 || (await xml.text()).toLowerCase().includes(adresse)
      }),
    ).toEqual([])
  })

  it('is found by no word of a search bar, and none of its words is known', async () => {
    expect(
      await shownBy(EVERYWHERE, async ({ adresse, nom }) => {
        for (const q of [adresse, `${nom} anne`]) {
          for (const route of ['bals', 'professionnels']) {
            const answer = await fetch(`${served.http}/v1/${route}?q=${q}`, { headers: authorization('sud') })
            const { total, motsSansResultat } = (await answer.json()) as { total: number; motsSansResultat: string[] }
            if (total > 0 || !motsSansResultat.includes(q.split(' ')[0]!)) return true
          }
        }
        return false
      }),
    ).toEqual([])
  })

  it('is kept back in its own source alone, when status or expiry say so', async () => {
    const expected = OWN.map(({ name }) => `${name} national`)
    const found = await Promise.all(
      OWN.map(async ({ name, adresse }) => `${name} ${(await restSources(adresse)).join(' ')}`),
    )
    expect(found).toEqual(expected)
  })

  it('is found by no search and no comparison of LDAP', async () => {
    const client = new Client({ url: served.ldap })
    await client.bind('sud', PASSWORD)
    const found = async (filter: string) => (await client.search(BASE, { filter })).searchEntries.length > 0
    expect(await found(`(mail=${SHOWN})`)).toBe(true)
    expect(await shownBy(EVERYWHERE, ({ adresse, nom }) => found(`(|(mail=${adresse})(sn=${nom}))`))).toEqual([])
    const compared = async (dn: string) =>
      client.compare(dn, 'mail', 'x@y.fr').then(
        () => true,
        (error: ResultCodeError) => error.code !== 32,
      )
    expect(await compared(`mail=${SHOWN},ou=paca,ou=regional,${BASE}`)).toBe(true)
    for (const branch of [`ou=paca,ou=regional,${BASE}`, `ou=national,${BASE}`]) {
      expect(await shownBy(EVERYWHERE, ({ adresse }) => compared(`mail=${adresse},${branch}`))).toEqual([])
    }
    expect(await shownBy(OWN, ({ adresse }) => compared(`mail=${adresse},ou=paca,ou=regional,${BASE}`))).toEqual([])
    await client.unbind()
  })

  it('has left the texts of others', async () => {
    const client = new Client({ url: served.ldap })
    await client.bind('sud', PASSWORD)
    const { searchEntries } = await client.search(BASE, { filter: `(mail=${SHOWN})` })
    expect(JSON.stringify(searchEntries).toLowerCase()).not.toContain(EVERYWHERE[0]!.adresse)
    expect(String(searchEntries[0]!['description'])).toMatch(/^Écrire à < +>, vite$/)
    await client.unbind()
    const answer = await fetch(`${served.http}/v1/bals?adresse=${SHOWN}`, { headers: authorization('sud') })
    const text = await answer.text()
    expect(text).toContain('vite')
    expect(text.toLowerCase()).not.toContain(EVERYWHERE[0]!.adresse)
  })

  it('is in no LDIF', () => {
    const { stdout } = annuaire(data, ['ldif', '--sources', 'paca'])
    expect(stdout).toContain(SHOWN)
    expect(
      HIDDEN_CASES.filter(({ adresse }) => stdout.includes(`mail=${adresse},ou=paca`)).map(({ name }) => name),
    ).toEqual([])
    expect(EVERYWHERE.filter(({ adresse }) => stdout.toLowerCase().includes(adresse)).map(({ name }) => name)).toEqual(
      [],
    )
  })

  it.each([
    ['nobody', {}],
    ['an account of another source', authorization('ouest')],
  ])('is in no report that %s reads, in any format', async (_, headers) => {
    for (const format of ['json', 'xml', 'csv', 'html', 'texte']) {
      const answer = await fetch(`${served.http}/v1/alimentations/derniere/rapport?limite=500&format=${format}`, {
        headers,
      })
      const text = (await answer.text()).toLowerCase()
      expect(
        EVERYWHERE.filter(({ adresse, nom }) => text.includes(adresse) || text.includes(nom.toLowerCase())),
      ).toEqual([])
    }
  })

  it('is told to its source and to the administrator', async () => {
    const answer = await fetch(`${served.http}/v1/alimentations/derniere/rapport?limite=500`, {
      headers: authorization('sud'),
    })
    expect(await answer.text()).toContain('BAL_NON_PUBLIEE')
    expect(annuaire(data, ['rapport']).stdout).toContain('BAL_NON_PUBLIEE')
  })

  it('stays hidden after revenir to a generation in which nothing hid it', async () => {
    expect(annuaire(data, ['revenir'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/ne repara(?:ît|issent) pas/),
    })
    await served.stop()
    served = await serve(data)
    expect(await restSources(SHOWN)).toEqual(['paca'])
    expect(await shownBy(EVERYWHERE, async ({ adresse }) => (await restSources(adresse)).length > 0)).toEqual([])
  })
})
