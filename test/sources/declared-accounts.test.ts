import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { LOADUSER_HEADER } from '../../src/records/loaduser-layout.js'
import type { ComptesDeclares } from '../../src/resources/accounts.js'
import { generationPath, published } from '../../src/store/generations.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serve } from '../support/served.js'

const PASSWORD = 'un mot de passe sûr'
const basic = (name: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${name}:${PASSWORD}`).toString('base64')}`,
})
const PACA = parse(readFileSync(join(projectRoot, 'fixtures/regional/paca.csv')), {
  columns: true,
  delimiter: ';',
  bom: true,
}) as Readonly<Record<string, string>>[]

describe('accounts that a source declares', () => {
  const folder = scratch('comptes-declares')
  const data = join(folder, 'data')
  let served: Served
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${served.http}${path}`, { headers })
  const accounts = async (query: string, name = 'paca') =>
    (await (await get(`/v1/sources/paca/comptes${query}`, basic(name))).json()) as ComptesDeclares

  beforeAll(async () => {
    expect(annuaire(data, ['importer', '--silencieux', join(projectRoot, 'fixtures')]).code).toBe(0)
    for (const [name, source] of [
      ['paca', 'paca'],
      ['oc', 'occitanie'],
    ] as const) {
      const added = annuaire(data, ['compte', 'ajouter', name, '--sources', source], { input: `${PASSWORD}\n` })
      expect(added.code).toBe(0)
    }
    served = await serve(data)
  })
  afterAll(async () => {
    await served.stop()
  })

  it('are all there, published or not, with counts of each state and type', async () => {
    const found = await accounts('?limite=500')
    const loaded = PACA.filter((line) => found.resultats.some(({ mail }) => mail === line['Adresse mail']))
    expect(found.total).toBe(found.resultats.length)
    expect(loaded.length).toBe(found.total)
    const nombres = Object.fromEntries(found.parStatut.map(({ statut, nombre }) => [statut, nombre]))
    for (const statut of ['VALIDE', 'A VALIDER', 'PREINSCRIT', 'REJETE']) {
      expect(nombres[statut], statut).toBe(loaded.filter((line) => (line['Statut'] || 'VALIDE') === statut).length)
    }
    const perAndInt = loaded.filter((line) => ['PER', 'INT'].includes(line['Type de BAL']!)).length
    expect(found.parType[0]).toEqual({ types: ['PER', 'INT'], utilises: perAndInt, plafond: null, disponibles: null })
    const red = found.resultats.find(({ nom }) => nom === 'SAINT-MARTIN')
    expect(red?.motifNonPublication).toBe('liste rouge')
    expect(found.domaines).toContainEqual({ domaine: 'chu-marseille.mssante.fr', nombre: 3 })
  })

  it.each([
    ['?q=dupont', ['DUPONT', 'DUPONT-MARTIN']],
    ['?q=chloé leboeuf', ['LEBŒUF']],
    ['?q=10000000033', ["D'ALEMBERT"]],
    ['?q=test.compte@paca', ['TEST']],
    ['?statut=PREINSCRIT', ['MARTIN']],
    ['?type=org', ['SECRETARIAT']],
    ['?q=personne de ce nom', []],
  ])('are searched by %s', async (query, names) => {
    expect((await accounts(query)).resultats.map(({ nom }) => nom)).toEqual(names)
  })

  it('come page by page, in the order of the file', async () => {
    const all = (await accounts('?limite=500')).resultats
    const pages = []
    for (let at = 0; at < all.length; at += 4) {
      pages.push(...(await accounts(`?decalage=${at}&limite=4`)).resultats)
    }
    expect(pages).toEqual(all)
  })

  it('are shown to nobody else', async () => {
    expect((await get('/v1/sources/paca/comptes')).status).toBe(401)
    const [other, unknown] = await Promise.all([
      get('/v1/sources/paca/comptes', basic('oc')),
      get('/v1/sources/nulle-part/comptes', basic('oc')),
    ])
    expect([other.status, unknown.status]).toEqual([404, 404])
    const detail = async (answer: Response) => ((await answer.json()) as { detail: string }).detail
    expect(await detail(other)).toBe(await detail(unknown))
    const key = /ann_\S+/.exec(
      annuaire(data, ['cle', 'creer', 'lecteur', '--sources', 'paca', '--droits', 'lire']).stdout,
    )
    expect((await get('/v1/sources/paca/comptes', { 'x-api-key': key![0] })).status).toBe(403)
  })

  it('have ceilings, and visible pre-registrations, where sources.json says so', () => {
    const before = mailboxes(data).map(({ adresse }) => adresse)
    expect(before).not.toContain('camille.martin@paca.mssante.fr')
    const policy = {
      preinscritsVisibles: true,
      plafonds: { ORG: 10 },
      contact: 'MSS PACA',
      domaine: 'pro.paca.mssante.fr',
    }
    writeFileSync(join(data, 'sources.json'), JSON.stringify({ paca: policy }))
    const imported = annuaire(data, ['importer', '--silencieux', join(projectRoot, 'fixtures')])
    expect(imported.code, imported.stderr).toBe(0)
    const after = mailboxes(data).map(({ adresse }) => adresse)
    expect(after).toContain('camille.martin@paca.mssante.fr')
    expect(after).toContain('ines.berger@pro.paca.mssante.fr')
    const { stdout } = annuaire(data, ['comptes-declares', '--source', 'paca'])
    expect(stdout).toContain('ORG          1 utilisé, 9 disponibles sur 10')
    expect(stdout).toContain('MSS PACA')
  })

  it.each([
    ['{', 'un objet JSON'],
    ['[]', 'un objet de réglages'],
    ['{"paca":{"preinscritsVisibles":"oui"}}', 'paca.preinscritsVisibles : true ou false'],
    ['{"paca":{"plafonds":{"PER":-1}}}', 'paca.plafonds.PER : 0 ou plus'],
    ['{"paca":{"heures":"18:00"}}', 'paca : réglage inconnu : heures'],
    ['{"paca":{"domaine":"sans point"}}', 'un domaine comme paca.mssante.fr'],
    ['{"Pas un nom":{}}', 'un nom de source : minuscules'],
  ])('%s in sources.json is refused, and publishes nothing', (text, told) => {
    const elsewhere = join(folder, 'ailleurs')
    expect(annuaire(elsewhere, ['importer', '--silencieux', join(projectRoot, 'fixtures')]).code).toBe(0)
    const generation = published(elsewhere)
    writeFileSync(join(elsewhere, 'sources.json'), text)
    const refused = annuaire(elsewhere, ['importer', '--silencieux', join(projectRoot, 'fixtures')])
    expect(refused.code).not.toBe(0)
    expect(refused.stderr).toContain(told)
    expect(published(elsewhere)).toEqual(generation)
    writeFileSync(join(elsewhere, 'sources.json'), '{}')
  })

  it.each(['csv', 'xlsx'])('go out as a %s file that comes back the same', (format) => {
    const file = join(folder, `paca-exporte.${format}`)
    const elsewhere = join(folder, `retour-${format}`)
    const national = ['Personne_activite', 'SavoirFaire', 'Dipl_AutExerc'].map((name) =>
      join(projectRoot, `fixtures/PS_LibreAcces_${name}_202611200300.txt`),
    )
    const original = join(projectRoot, 'fixtures/regional/paca.csv')
    expect(annuaire(elsewhere, ['importer', '--silencieux', ...national, '--regional', `paca=${original}`]).code).toBe(
      0,
    )
    const [mailboxesBefore, accountsBefore] = [mailboxes(elsewhere), declared(elsewhere)]
    expect(annuaire(elsewhere, ['exporter', '--source', 'paca', '--format', format, '--sortie', file]).code).toBe(0)
    const again = annuaire(elsewhere, ['importer', '--silencieux', ...national, '--regional', `paca=${file}`])
    expect(again.code, again.stderr).toBe(0)
    expect(mailboxes(elsewhere)).toEqual(mailboxesBefore)
    expect(declared(elsewhere)).toEqual(accountsBefore)
    expect(accountsBefore.length).toBeGreaterThan(10)
  })

  it('keeps the published letters of the model', () => {
    const column = (letters: string): string =>
      LOADUSER_HEADER[[...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1]!
    const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'S', 'AC', 'AH']
    expect(letters.map(column)).toEqual([
      'Adresse mail',
      'NOM',
      'Prénom',
      'RPPS',
      'Adresse',
      'Raison sociale',
      'Service',
      'Type de BAL',
      'MSSanté adresse',
      'Compte(s) de connexion',
    ])
    const { stdout } = annuaire(data, ['modele', '--format', 'csv'])
    expect(stdout.trim().split(';')).toEqual(LOADUSER_HEADER)
  })
})

function mailboxes(data: string): { readonly adresse: string }[] {
  return rows(data, "SELECT * FROM bal WHERE source = 'paca' ORDER BY rang", ['rang', 'arrivee']) as never
}

function declared(data: string): object[] {
  return rows(data, "SELECT * FROM compte WHERE source = 'paca' ORDER BY id", ['ligne', 'cellules'])
}

/** What depends on where a line stood in its file is left out. */
function rows(data: string, sql: string, leftOut: readonly string[]): object[] {
  const db = new Database(generationPath(data, published(data)!.id), { readonly: true })
  try {
    const all = db.prepare(sql).all() as Record<string, unknown>[]
    return all.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !leftOut.includes(name))))
  } finally {
    db.close()
  }
}
