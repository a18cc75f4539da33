import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serve } from '../support/served.js'

const NATIONAL = 'PS_LibreAcces_Personne_activite_202611200300.txt'
/** Files of the examples, and their names in this feed: each is of a day of its own. */
const OLDER = {
  'PS_LibreAcces_SavoirFaire_202611200300.txt': 'PS_LibreAcces_SavoirFaire_202611190300.txt',
  'Extraction_Correspondance_MSSante_202611200300.txt': 'Extraction_Correspondance_MSSante_202611180300.txt',
}

/** What an answer says of where it comes from. */
interface Said {
  readonly generation: string
  readonly provenance: { readonly source: string; readonly date: string }
  readonly fichiers: readonly { readonly type: string; readonly date: string; readonly donnees: readonly string[] }[]
  readonly bals: readonly { readonly provenance: { readonly source: string; readonly date: string } }[]
}

/** Short names, dates and sources, on a feed made for them. */
describe('searches', () => {
  const folder = scratch('dates')
  const data = join(folder, 'data')
  let served: Served
  const account = { authorization: `Basic ${Buffer.from('dpi:un mot de passe sûr').toString('base64')}` }
  const total = async (path: string): Promise<number> => {
    const answer = await fetch(`${served.http}${path}`, { headers: account })
    expect([path, answer.status]).toEqual([path, 200])
    return ((await answer.json()) as { total: number }).total
  }

  beforeAll(async () => {
    mkdirSync(join(folder, 'feed'))
    const lines = readFileSync(join(projectRoot, 'fixtures', NATIONAL), 'utf8').split('\n')
    const dupont = lines.find((line) => line.includes('|DUPONT|'))!
    const other = (rpps: string, nom: string, prenom: string): string =>
      dupont.replaceAll('10000000017', rpps).replace('|DUPONT|', `|${nom}|`).replace('|Jean|', `|${prenom}|`)
    const people = [
      other('10090000018', 'LY', 'Anh'),
      other('10090000026', 'LYONNET', 'Anne'),
      other('10090000034', 'NGUYEN', 'Ha'),
    ]
    writeFileSync(join(folder, 'feed', NATIONAL), [...lines.filter((line) => line !== ''), ...people, ''].join('\n'))
    for (const [name, older] of Object.entries(OLDER)) {
      writeFileSync(join(folder, 'feed', older), readFileSync(join(projectRoot, 'fixtures', name)))
    }
    mkdirSync(join(folder, 'feed/regional'))
    const paca = join(folder, 'feed/regional/paca.csv')
    writeFileSync(paca, readFileSync(join(projectRoot, 'fixtures/regional/paca.csv')))
    utimesSync(paca, new Date('2026-11-21T10:00:00Z'), new Date('2026-11-21T10:00:00Z'))
    const imported = annuaire(data, ['importer', '--silencieux', join(folder, 'feed')])
    expect([imported.code, imported.stderr]).toEqual([0, ''])
    annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca'], { input: 'un mot de passe sûr\n' })
    served = await serve(data)
  })
  afterAll(async () => {
    await served.stop()
  })

  it.each([
    ['nom=ly', ['LY']],
    ['nom=ly&prenom=anh', ['LY']],
    ['nom=ly&departement=13', ['LY', 'LYONNET']],
    ['nom=nguyen&prenom=ha', ['NGUYEN']],
    ['prenom=ha', ['NGUYEN']],
    ['nom=ly&prenom=an', ['LY']],
  ])('?%s finds short names', async (query, names) => {
    const answer = await fetch(`${served.http}/v1/professionnels?${query}`)
    const { resultats } = (await answer.json()) as { resultats: { nom: string }[] }
    expect([...new Set(resultats.map(({ nom }) => nom))]).toEqual(names)
  })

  it.each([
    // The national files of 03:00, French time: two o'clock in UTC.
    ['2026-11-20', true, true],
    ['2026-11-20T03:00', true, true],
    ['2026-11-20T03:00:00', true, true],
    ['2026-11-20T02:00Z', true, true],
    ['2026-11-20T02:00:00Z', true, true],
    ['2026-11-20T03:00%2B01:00', true, true],
    ['2026-11-20T03:00+01:00', true, true],
    ['2026-11-20T03:01', false, true],
    ['2026-11-20T03:00Z', false, true],
    // The regional file of 10:00 UTC, eleven o'clock in France.
    ['2026-11-21T11:00', false, true],
    ['2026-11-21T10:00Z', false, true],
    ['2026-11-21T11:00:01', false, false],
    ['2026-11-21T10:00:01Z', false, false],
  ])('modifieDepuis=%s compares moments', async (since, national, regional) => {
    expect((await total(`/v1/professionnels?nom=dupont&modifieDepuis=${since}`)) > 0).toBe(national)
    expect((await total(`/v1/bals?source=national&modifieDepuis=${since}`)) > 0).toBe(national)
    expect((await total(`/v1/bals?source=paca&modifieDepuis=${since}`)) > 0).toBe(regional)
  })

  it('each datum tells the file that it comes from', async () => {
    const read = async (path: string) =>
      (await (await fetch(`${served.http}${path}`, { headers: account })).json()) as Said
    const one = await read('/v1/professionnels/10000000017')
    expect(one.provenance).toEqual({ source: 'national', date: '2026-11-20T03:00:00' })
    expect(one.fichiers.map(({ type, date }) => [type, date])).toEqual([
      ['personne-activite', '2026-11-20T03:00:00'],
      ['savoir-faire', '2026-11-19T03:00:00'],
    ])
    const told = new Set(one.fichiers.flatMap(({ donnees }) => donnees))
    // What no file says: what follows from the rest, and what mailboxes say themselves.
    const own =
      'identifiant typeIdentifiant rpps adeli anciensAdeli diplomes bals provenance generation fichiers'.split(' ')
    expect(new Set([...told, ...own])).toEqual(new Set(Object.keys(one)))
    expect(new Map(one.bals.map(({ provenance: { source, date } }) => [source, date]))).toEqual(
      new Map([['national', '2026-11-18T03:00:00']]),
    )
    const regional = await read('/v1/professionnels/10000000033')
    expect(regional.bals.map(({ provenance: { source, date } }) => [source, date])).toEqual([
      ['national', '2026-11-18T03:00:00'],
      ['paca', '2026-11-21T10:00:00.000Z'],
    ])
    const lot = await read('/v1/professionnels/lot?identifiants=10000000017')
    expect([lot.generation, lot.fichiers]).toEqual([one.generation, one.fichiers])
    const ready = (await (await fetch(`${served.http}/sante/pret`)).json()) as { generation: { id: string } }
    expect(one.generation).toBe(ready.generation.id)
  })

  it('source= means the same for people and for mailboxes', async () => {
    const holders = new Set<string>()
    const people = new Set<string>()
    for (const [path, key, into] of [
      ['/v1/bals', 'identifiant', holders],
      ['/v1/professionnels', 'identifiant', people],
    ] as const) {
      const answer = await fetch(`${served.http}${path}?source=paca&limite=500`, { headers: account })
      const { resultats } = (await answer.json()) as { resultats: Record<string, string | null>[] }
      for (const one of resultats) if (one[key] !== null) into.add(one[key]!)
    }
    const known = new Set<string>()
    for (const holder of holders) {
      if ((await fetch(`${served.http}/v1/professionnels/${holder}`)).status === 200) known.add(holder)
    }
    expect(known.size).toBeGreaterThan(2)
    expect([...people].sort()).toEqual([...known].sort())
  })
})
