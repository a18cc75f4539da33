import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import type { Hygiene, Tache } from '../../src/resources/hygiene.js'
import { addressFingerprint } from '../../src/values/address-fingerprint.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serve } from '../support/served.js'

const folder = scratch('hygiene')
const data = join(folder, 'data')
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const FINESS = '139000012'

const COLUMNS = [
  ...['Adresse mail', 'NOM', 'Prénom', 'Type de BAL', 'MSSanté adresse', 'RPPS', 'FINESS', 'Service', 'Responsable'],
  ...['Liste rouge', 'Date de péremption', 'Dernière connexion', 'Description'],
]
type Line = Readonly<Record<string, string>>
/** A mailbox that nothing is to be done about, with other cells. */
const line = (name: string, other: Line = {}): Line => ({
  'Adresse mail': `${name}@exemple.fr`,
  NOM: name.toUpperCase(),
  'Type de BAL': 'ORG',
  'MSSanté adresse': `${name}@paca.mssante.fr`,
  FINESS,
  Service: name,
  Responsable: 'Jean DUPONT',
  Description: 'accueil',
  ...other,
})
const person = (name: string, other: Line = {}) =>
  line(name, { 'Type de BAL': 'PER', Prénom: 'Jean', Service: '', ...other })

const PACA = [
  line('calme'),
  person('le.docteur.dupont', { NOM: 'DUPONT', RPPS: '10000000017', FINESS: '' }),
  person('petit', { NOM: 'PETIT', Prénom: 'Lucas', RPPS: '10000000108' }),
  line('dort', { 'Dernière connexion': day(-400) }),
  line('dormira', { 'Dernière connexion': day(-350) }),
  line('expirera', { 'Date de péremption': day(9) }),
  line('expire', { 'Date de péremption': day(-20) }),
  line('vieux', { 'Date de péremption': day(-400) }),
  line('personne', { Responsable: '' }),
  line('bloc1', { Service: 'Bloc opératoire' }),
  line('bloc2', { Service: 'BLOC OPERATOIRE' }),
]
/** What another source hides of the same person. */
const BRETAGNE = [
  person('secret', {
    NOM: 'DUPONT',
    RPPS: '10000000017',
    'Liste rouge': 'Oui',
    'MSSanté adresse': 'secret@bretagne.mssante.fr',
  }),
  person('visible', { NOM: 'DUPONT', RPPS: '10000000017', 'MSSanté adresse': 'visible@bretagne.mssante.fr' }),
]

function load(paca: readonly Line[]): void {
  for (const [source, lines] of [
    ['paca', paca],
    ['bretagne', BRETAGNE],
  ] as const) {
    const rows = lines.map((one) => COLUMNS.map((column) => one[column] ?? '').join(';'))
    writeFileSync(join(folder, `feed/regional/${source}.csv`), `${[COLUMNS.join(';'), ...rows].join('\n')}\n`)
  }
  const ran = annuaire(data, ['importer', '--silencieux', join(folder, 'feed')], {
    prefix: 'ANNUAIRE_REFUS_MAX=100 ANNUAIRE_BAISSE_MAX=100',
  })
  expect(ran.code, ran.stderr).toBe(0)
}

const hygiene = (...args: string[]) => annuaire(data, ['rapport', '--hygiene', '--source', 'paca', ...args])
const list = (...args: string[]): Hygiene => JSON.parse(hygiene('--format', 'json', ...args).stdout) as Hygiene
const addresses = ({ resultats }: Hygiene, nature: Tache['nature']) =>
  resultats.filter((one) => one.nature === nature).map(({ adresse, empreinte }) => adresse?.split('@')[0] ?? empreinte)

beforeAll(() => {
  mkdirSync(join(folder, 'feed/regional'), { recursive: true })
  for (const name of ['PS_LibreAcces_Personne_activite', 'Extraction_Correspondance_MSSante']) {
    const file = `${name}_202611200300.txt`
    writeFileSync(join(folder, 'feed', file), readFileSync(join(projectRoot, 'fixtures', file)))
  }
  load([...PACA, line('parti'), line('rejete')])
  load([...PACA, line('rejete', { 'Liste rouge': 'Oui' })])
})

describe('what a source has to tidy up', () => {
  it('is found, each thing once, and nothing beside', () => {
    const found = list()
    expect(addresses(found, 'plusieurs adresses')).toEqual(['le.docteur.dupont'])
    expect(addresses(found, 'doublon')).toEqual(['bloc2'])
    expect(addresses(found, 'orpheline')).toEqual(['petit', 'personne'])
    expect(addresses(found, 'dormante')).toEqual(['dort'])
    expect(addresses(found, 'bientôt dormante')).toEqual(['dormira'])
    expect(addresses(found, 'expire bientôt')).toEqual(['expirera'])
    const parti = addressFingerprint('parti@paca.mssante.fr')
    expect(addresses(found, 'fermée')).toEqual(['expire', 'rejete', parti])
    expect(found.total).toBe(found.resultats.length)
    expect(found.parNature.reduce((sum, { nombre }) => sum + nombre, 0)).toBe(found.total)
    expect(found.comptes).toBe(PACA.length + 1)
  })

  it('says which address to keep and why, that of the employer too for a mixed status', () => {
    const [task] = list('--nature', 'plusieurs adresses').resultats
    expect(task).toMatchObject({
      garder: 'jean.dupont@medecin.mssante.fr',
      identifiant: '10000000017',
      action: expect.stringContaining('Fermer cette boîte'),
    })
    expect(task!.motif).toContain('j.dupont@chu-marseille.mssante.fr, de l’établissement employeur')
    expect(JSON.stringify(list())).not.toMatch(/secret|visible@/)
  })

  it('is the same in every format', () => {
    const { total, resultats } = list()
    const csv = hygiene('--format', 'csv').stdout
    expect(csv.trimEnd().split('\r\n')).toHaveLength(total + 1)
    for (const format of ['texte', 'xml', 'csv']) {
      const { stdout } = hygiene('--format', format)
      for (const { motif } of resultats) expect(stdout.replaceAll('&amp;', '&'), format).toContain(motif)
    }
    const workbook = join(folder, 'a-faire.xlsx')
    expect(hygiene('--format', 'xlsx', '--sortie', workbook).code).toBe(0)
    expect(readFileSync(workbook).subarray(0, 2).toString()).toBe('PK')
    expect(hygiene('--format', 'html')).toMatchObject({ code: 2 })
  })

  it('names what exists when it is asked for something else', () => {
    expect(hygiene('--nature', 'sale')).toMatchObject({ code: 2, stderr: expect.stringContaining('dormante') })
    const ran = annuaire(data, ['rapport', '--hygiene'])
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringMatching(/bretagne, paca|paca, bretagne/) })
    expect(list('--etablissement', '250000452').total).toBe(0)
  })
})

describe('over HTTP', () => {
  let served: Served
  const keys = new Map<string, string>()
  const ask = async (path: string, key?: string) => {
    const headers = key === undefined ? {} : { authorization: `Bearer ${keys.get(key)!}` }
    return fetch(`${served.http}/v1/sources/${path}`, { headers })
  }

  beforeAll(async () => {
    for (const [name, sources, rights] of [
      ['sud', 'paca', 'rapport'],
      ['ouest', 'bretagne', 'rapport'],
      ['lecteur', 'paca', 'lire'],
    ] as const) {
      const made = annuaire(data, ['cle', 'creer', name, '--sources', sources, '--droits', rights])
      keys.set(name, made.stdout.trim())
    }
    served = await serve(data)
  })
  afterAll(async () => {
    expect(await served.stop()).toBe(0)
  })

  it('is for who administers the source, and the same as the command gives', async () => {
    const answer = await ask('paca/hygiene?limite=500', 'sud')
    expect(answer.status).toBe(200)
    const found = (await answer.json()) as Hygiene
    expect(found.resultats).toEqual(list().resultats)
    const again = await fetch(`${served.http}/v1/sources/paca/hygiene?limite=500`, {
      headers: { authorization: `Bearer ${keys.get('sud')!}`, 'if-none-match': answer.headers.get('etag')! },
    })
    expect(again.status).toBe(304)
    expect((await ask('paca/hygiene')).status).toBe(401)
    expect((await ask('paca/hygiene', 'ouest')).status).toBe(404)
    expect((await ask('paca/hygiene', 'lecteur')).status).toBe(403)
    expect((await ask('paca/hygiene?nature=sale', 'sud')).status).toBe(400)
  })

  it('comes in pages', async () => {
    const all = list().resultats
    const pages: Tache[] = []
    for (let decalage = 0; decalage < all.length; decalage += 3) {
      const part = (await (await ask(`paca/hygiene?limite=3&decalage=${decalage}`, 'sud')).json()) as Hygiene
      expect(part.total).toBe(all.length)
      pages.push(...part.resultats)
    }
    expect(pages).toEqual(all)
  })
})
