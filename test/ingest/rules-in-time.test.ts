import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { CATALOG, type NoticeRule } from '../../src/notices/catalog.js'
import { openReports } from '../../src/report/index.js'
import { annuaire, scratch } from '../support/cli.js'
import { defaultFile, ruleFile } from '../support/rule-files.js'

const folder = scratch('regles-en-temps')
const people = defaultFile('personne-activite')
const tested = new Set<string>()

/** Imports files and says what was told of these rules. */
async function told(
  data: string,
  args: readonly string[],
  codes: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  for (const code of codes) tested.add(code)
  const prefix = Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
  const ran = annuaire(data, ['importer', '--silencieux', ...args], { prefix })
  expect(ran).toMatchObject({ code: 0 })
  const found = await openReports(data).avis('derniere', { decalage: 0, limite: 1000 })
  return found
    .filter(({ code }) => codes.includes(code))
    .map(({ code, ligne, colonne, valeur }) => [code, ligne, colonne, valeur])
}

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** The sound line of a region with other cells. */
function region(name: string, ...lines: readonly Readonly<Record<string, string>>[]): string {
  const [header, sound] = readFileSync(defaultFile('regional'), 'utf8')
    .split('\n', 2)
    .map((line) => line.split(';'))
  const columns = [...header!, 'Dernière connexion']
  const rows = lines.map((cells) => columns.map((column, at) => cells[column] ?? sound![at] ?? '').join(';'))
  const path = join(folder, `${name}.csv`)
  writeFileSync(path, `${[columns.join(';'), ...rows].join('\n')}\n`)
  return `paca=${path}`
}

describe('rules that only time shows', () => {
  it('EXPIRATION_PROCHE and BAL_BIENTOT_INUTILISEE count the days from today', async () => {
    const data = join(folder, 'jours')
    const codes = ['EXPIRATION_PROCHE', 'BAL_BIENTOT_INUTILISEE', 'BAL_INUTILISEE']
    const late = region('tard', { 'Date de péremption': day(10), 'Dernière connexion': day(-350) })
    expect(await told(data, [people, '--regional', late], codes)).toEqual([
      ['BAL_BIENTOT_INUTILISEE', 2, 'Dernière connexion', day(-350)],
      ['EXPIRATION_PROCHE', 2, 'Date de péremption', day(10)],
    ])
    const early = region('tot', { 'Date de péremption': day(40), 'Dernière connexion': day(-300) })
    expect(await told(data, [people, '--regional', early], codes)).toEqual([])
    const silent = { ANNUAIRE_EXPIRATION_JOURS: '0', ANNUAIRE_INUTILISEE_JOURS: '0' }
    expect(await told(data, [people, '--regional', late], codes, silent)).toEqual([])
  })

  it('FICHIER_ANCIEN goes by the date of the name', async () => {
    const data = join(folder, 'ancien')
    const old = join(folder, 'PS_LibreAcces_Personne_activite_202001200300.txt')
    copyFileSync(people, old)
    const recent = join(folder, `PS_LibreAcces_Personne_activite_${day(-2).replaceAll('-', '')}0300.txt`)
    copyFileSync(people, recent)
    const limit = { ANNUAIRE_FICHIER_ANCIEN_JOURS: '15' }
    expect(await told(data, [old], ['FICHIER_ANCIEN'], limit)).toEqual([['FICHIER_ANCIEN', 0, null, '2020-01-20']])
    expect(await told(data, [recent], ['FICHIER_ANCIEN'], limit)).toEqual([])
  })

  it('VARIATION_INHABITUELLE compares with what is published', async () => {
    const data = join(folder, 'variation')
    const lines = Array.from({ length: 100 }, (_, at) => ({ 'MSSanté adresse': `boite.${at}@paca.mssante.fr` }))
    const codes = ['VARIATION_INHABITUELLE']
    const of = (count: number) => ['--regional', region(`de-${count}`, ...lines.slice(0, count))]
    expect(await told(data, [people, ...of(100)], codes)).toEqual([])
    expect(await told(data, [people, ...of(95)], codes)).toEqual([])
    expect(await told(data, [people, ...of(82)], codes)).toEqual([['VARIATION_INHABITUELLE', 0, null, null]])
    expect(await told(data, [people, ...of(100)], codes)).toEqual([['VARIATION_INHABITUELLE', 0, null, null]])
  })

  it('what waits is followed from import to import, and by import of its own source alone', async () => {
    const data = join(folder, 'suivi')
    const codes = ['BAL_ABSENTE_DU_NATIONAL', 'COMPTE_EN_ATTENTE', 'INT_ANCIEN']
    const mssante = defaultFile('mssante')
    const waiting = region(
      'suivi',
      {},
      { 'MSSanté adresse': 'nouvelle@paca.mssante.fr' },
      { 'MSSanté adresse': 'attente@paca.mssante.fr', Statut: 'PREINSCRIT' },
      { 'MSSanté adresse': 'interne@paca.mssante.fr', 'Type de BAL': 'INT', RPPS: '' },
    )
    const args = [people, mssante, '--regional', waiting]
    expect(await told(data, args, codes)).toEqual([])
    const db = new Database(join(data, 'suivi.sqlite'))
    expect(db.prepare('SELECT motif, depuis FROM attente ORDER BY motif').raw().all()).toEqual(
      ['absente', 'attente', 'interne'].map((motif) => [motif, expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]),
    )
    expect(readFileSync(join(data, 'suivi.sqlite')).includes('paca.mssante.fr')).toBe(false)
    db.prepare('UPDATE attente SET depuis = ?').run(day(-200))
    db.close()
    expect(await told(data, args, codes)).toEqual([
      ['BAL_ABSENTE_DU_NATIONAL', 3, 'MSSanté adresse', 'nouvelle@paca.mssante.fr'],
      ['COMPTE_EN_ATTENTE', 4, 'Statut', 'PREINSCRIT'],
      ['INT_ANCIEN', 5, 'Type de BAL', 'INT'],
    ])
    // Told until it is mended, and forgotten then.
    expect(await told(data, args, codes)).toHaveLength(3)
    const mended = [people, mssante, '--regional', region('suivi-corrige', {}), '--accepter-baisse', 'paca=essai']
    expect(await told(data, mended, codes)).toEqual([])
    expect(await told(data, args, codes)).toEqual([])
  })

  it('BAL_MASQUEE tells that a region hides a national mailbox, and not which', async () => {
    const data = join(folder, 'masquee')
    const codes = ['BAL_MASQUEE']
    mkdirSync(data, { recursive: true })
    const mssante = ruleFile('BAL_DE_DEUX_PERSONNES', 'mssante', 'mssante')
    const hide = (oui: string) => ['--regional', region('masquee', { 'Liste rouge': oui })]
    expect(await told(data, [people, mssante, ...hide('Non')], codes)).toEqual([])
    const accepted = ['--accepter-baisse', 'national=essai', '--accepter-baisse', 'paca=essai']
    expect(await told(data, [people, mssante, ...hide('Oui'), ...accepted], codes)).toEqual([
      ['BAL_MASQUEE', 0, null, null],
    ])
  })

  it('are all here', () => {
    const apart = (Object.entries(CATALOG) as [string, NoticeRule][]).filter(
      ([, { exemple }]) => exemple.aPart === 'temps' || exemple.aPart === 'deux sources',
    )
    expect(apart.map(([code]) => code).filter((code) => !tested.has(code))).toEqual([])
  })
})
