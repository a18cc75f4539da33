import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { openReports } from '../../src/report/index.js'
import type { Bal, Professionnel } from '../../src/resources/person.js'
import { ldapsearch, names } from '../ldap/ldapsearch.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serve } from '../support/served.js'

const NATIONAL = [
  'PS_LibreAcces_Personne_activite_202611200300.txt',
  'PS_LibreAcces_SavoirFaire_202611200300.txt',
  'Extraction_Correspondance_MSSante_202611200300.txt',
]
const MAILBOXES = NATIONAL[2]!
const CORRESPONDENCE = 'Correspondance_ADELI_RPPS_202611200300.txt'
const LEFT_BEHIND = 'z.lefevre@ancien.mssante.fr'
const PEOPLE = 'ou=professionnels,dc=rpps,dc=fr'
const BALS = 'ou=national,dc=mssante,dc=fr'

/** DUPONT was 131000016, LEFÈVRE 756000024 and 756000032 (fixtures/README.md). */
describe('an ADELI number of before the RPPS', () => {
  const folder = scratch('anciens-adeli')
  const feed = join(folder, 'feed')
  const data = join(folder, 'data')
  let served: Served
  const get = async <T>(path: string): Promise<T> => (await (await fetch(`${served.http}${path}`)).json()) as T
  const found = async (path: string): Promise<readonly (Professionnel & Bal)[]> =>
    (await get<{ resultats: (Professionnel & Bal)[] }>(path)).resultats
  const search = (base: string, filter: string, scope = 'sub') =>
    ldapsearch(Number(new URL(served.ldap).port), '-b', base, '-s', scope, filter)

  beforeAll(async () => {
    mkdirSync(feed)
    for (const name of [...NATIONAL, CORRESPONDENCE]) cpSync(join(projectRoot, 'fixtures', name), join(feed, name))
    const mailboxes = readFileSync(join(feed, MAILBOXES), 'utf8')
    const zoe = mailboxes.split('\n').find((line) => line.includes('|zoe.lefevre@'))!
    // What the migration left behind: a mailbox whose holder has the old number.
    const orphan = zoe
      .replace('|zoe.lefevre@infirmier.mssante.fr|', `|${LEFT_BEHIND}|`)
      .replace('|8|10000000025|810000000025|', '|0|756000024|0756000024|')
    writeFileSync(join(feed, MAILBOXES), `${mailboxes.trimEnd()}\n${orphan}\n`)
    expect(annuaire(data, ['importer', '--silencieux', feed])).toMatchObject({ code: 0, stderr: '' })
    served = await serve(data)
  })
  afterAll(() => served.stop())

  it.each(['131000016', '0131000016', '131 000 016'])('written %s finds the record', async (number) => {
    expect(await get(`/v1/professionnels/${number}`)).toMatchObject({
      identifiant: '810000000017',
      adeli: null,
      anciensAdeli: ['131000016'],
      nom: 'DUPONT',
    })
  })

  it('is said in XML, with the file that it comes from', async () => {
    const xml = await (await fetch(`${served.http}/v1/professionnels/756000032?format=xml`)).text()
    expect(xml).toContain(
      '<anciensAdeli><ancienAdeli>756000024</ancienAdeli><ancienAdeli>756000032</ancienAdeli></anciensAdeli>',
    )
    expect(xml).toContain('<type>correspondance-adeli</type>')
  })

  it('is found in a batch', async () => {
    const { resultats } = await get<{ resultats: { etat: string; professionnel: Professionnel | null }[] }>(
      '/v1/professionnels/lot?identifiants=756000024,0756000032,756000040,0759300012',
    )
    expect(resultats.map(({ etat, professionnel }) => [etat, professionnel?.nom])).toEqual([
      ['trouvé', 'LEFÈVRE'],
      ['trouvé', 'LEFÈVRE'],
      ['inconnu', undefined],
      ['trouvé', 'BERGER'],
    ])
  })

  it.each(['adeli=131000016', 'rpps=0131000016', 'q=131000016', 'q=dupont%20131000016&departement=13'])(
    'is a criterion: %s',
    async (query) => {
      expect((await found(`/v1/professionnels?${query}`)).map(({ nom }) => nom)).toEqual(['DUPONT'])
      const bals = await found(`/v1/bals?${query}`)
      expect(bals.length).toBeGreaterThan(0)
      for (const bal of bals) expect(bal).toMatchObject({ identifiant: '810000000017', anciensAdeli: ['131000016'] })
    },
  )

  it('leads a mailbox that the file gives to it to its holder', async () => {
    expect(await get(`/v1/bals/${LEFT_BEHIND}`)).toMatchObject({
      identifiant: '810000000025',
      anciensAdeli: ['756000024', '756000032'],
    })
    const { bals } = await get<Professionnel>('/v1/professionnels/10000000025')
    expect(bals.map(({ adresse }) => adresse)).toContain(LEFT_BEHIND)
    const report = (await openReports(data).get('derniere'))!
    const notices = report.fichiers.find(({ nom }) => nom === MAILBOXES)!.avis.map(({ code, nombre }) => [code, nombre])
    expect(notices).toContainEqual(['BAL_ANCIEN_ADELI', 1])
  })

  it.each(['131000016', '0131000016'])('is found through LDAP by IdentifiantPP=%s', async (number) => {
    const people = await search(PEOPLE, `(IdentifiantPP=${number})`)
    expect(names(people)).toEqual(['employeeNumber=810000000017'])
    expect(people.entries[0]).toMatchObject({ IdentifiantPP: ['10000000017'], ancienAdeli: ['131000016'] })
    const bals = await search(BALS, `(&(TypeBAL=PER)(IdentifiantPP=${number}))`)
    expect(names(bals)).toEqual((await found('/v1/bals?adeli=131000016')).map(({ adresse }) => `mail=${adresse}`))
  })

  it('is an attribute of its own in LDAP', async () => {
    expect(names(await search(PEOPLE, '(ancienAdeli=756*)'))).toEqual(['employeeNumber=810000000025'])
    expect(names(await search(PEOPLE, '(&(sn=lef*)(ancienAdeli=*))'))).toEqual(['employeeNumber=810000000025'])
    const others = await search(PEOPLE, '(&(sn=dupont*)(!(IdentifiantPP=131000016)))')
    expect(names(others)).toEqual(['employeeNumber=810000000041'])
    // It names no entry, and is not the present number.
    expect((await search(`employeeNumber=0131000016,${PEOPLE}`, '(objectClass=*)', 'base')).code).toBe(32)
    expect((await search(PEOPLE, '(employeeNumber=0131000016)')).entries).toEqual([])
  })

  it('is not lost in silence by a later import', async () => {
    const { generation } = await get<{ generation: string }>('/v1/professionnels/10000000017')
    rmSync(join(feed, CORRESPONDENCE))
    const without = annuaire(data, ['importer', '--silencieux', feed])
    expect(without.code).toBe(1)
    expect(without.stderr).toContain('correspondance-adeli (national)')
    expect((await fetch(`${served.http}/v1/professionnels/131000016`)).status).toBe(200)
    expect(annuaire(data, ['importer', '--silencieux', feed, '--retirer', 'national']).code).toBe(0)
    await expect
      .poll(async () => (await fetch(`${served.http}/v1/professionnels/131000016`)).status, { timeout: 20_000 })
      .toBe(404)
    const { resultats } = await get<{ resultats: { cle: string; champs: string[] }[] }>(
      `/v1/changements?depuis=${generation}&objet=professionnels`,
    )
    expect(resultats.find(({ cle }) => cle === '810000000017')?.champs).toContain('anciensAdeli')
  })
})
