import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { placesOf } from '../../src/deposit/places.js'
import { lockImports, takeLock } from '../../src/ingest/lock.js'
import { openReports } from '../../src/report/index.js'
import { published as pointed } from '../../src/store/index.js'
import { annuaire, scratch } from '../support/cli.js'
import {
  accounts,
  collectNow,
  deposit,
  depositPeople,
  FIXTURES,
  kept,
  PACA,
  PACA_CHANGED,
  PEOPLE,
  publications,
  published,
  stillThere,
} from './deposits.js'

const folder = scratch('relever')

const base = join(folder, 'base')
beforeAll(() => {
  published(base)
})

/** A data folder of its own in which the people and paca are published. */
function copy(name: string): string {
  const data = join(folder, name)
  cpSync(base, data, { recursive: true, preserveTimestamps: true })
  return data
}

/** What a report says, but for its moment and its name. */
async function reportOf(data: string): Promise<unknown> {
  const reports = openReports(data)
  const { id, debut: _debut, fin: _fin, evolution, ...told } = (await reports.get('derniere'))!
  // The name of the run before is each folder's own; what changed since is not.
  const { avec: _avec, ...since } = evolution!
  return { ...told, evolution: since, avis: await reports.avis(id, { decalage: 0, limite: 10_000 }) }
}

describe('annuaire relever', () => {
  it('publishes what was deposited, archives it, and keeps it as the current file', () => {
    const data = join(folder, 'premiere')
    depositPeople(data)
    deposit(data, 'paca', 'loaduser.csv', PACA)
    deposit(data, 'paca', 'encore.csv.part', PACA, false)
    const ran = collectNow(data)
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('Publié : paca, loaduser.csv')
    expect(kept(data, 'archives')).toEqual([expect.stringMatching(/^\d{8}-\d{6}-\d{3}-loaduser\.csv$/)])
    expect(kept(data, 'courants')).toEqual(['loaduser.csv'])
    expect(kept(data, 'reception')).toEqual([])
    expect(stillThere(data)).toEqual(['encore.csv.part'])
    expect(accounts(data)).toContain('ines.berger@')
    // Nothing new: nothing is imported, whatever is deposited again.
    deposit(data, 'paca', 'autre-nom.csv', PACA)
    const again = collectNow(data)
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('Identique à ce qui est publié : paca') })
    expect(publications(data)).toBe(1)
    expect(kept(data, 'courants')).toEqual(['autre-nom.csv'])
    expect(collectNow(data).stdout).toContain('Aucun dépôt nouveau.')
  })

  it('imports a deposit with the current files of the others, and leaves the report that annuaire importer leaves', async () => {
    const data = copy('rapport-releve')
    const path = deposit(data, 'paca', 'loaduser.csv', PACA_CHANGED)
    const { atime, mtime } = statSync(path)
    const elsewhere = join(folder, 'ailleurs')
    mkdirSync(elsewhere)
    writeFileSync(join(elsewhere, 'loaduser.csv'), PACA_CHANGED)
    utimesSync(join(elsewhere, 'loaduser.csv'), atime, mtime)
    expect(collectNow(data)).toMatchObject({ code: 0, stderr: '' })
    expect(accounts(data)).toContain('ines.changee@')

    const byHand = join(folder, 'rapport-a-la-main')
    const first = [join(FIXTURES, PEOPLE), '--regional', `paca=${join(FIXTURES, 'regional/paca.csv')}`]
    expect(annuaire(byHand, ['importer', '--silencieux', ...first]).code).toBe(0)
    const second = [join(FIXTURES, PEOPLE), '--regional', `paca=${join(elsewhere, 'loaduser.csv')}`]
    expect(annuaire(byHand, ['importer', '--silencieux', ...second]).code).toBe(0)
    const told = await reportOf(data)
    expect(told).toEqual(await reportOf(byHand))
    expect(told).toMatchObject({ etat: 'publiée', fichiers: [{ nom: PEOPLE }, { nom: 'loaduser.csv' }] })
  })

  it('takes a workbook', () => {
    const data = copy('classeur')
    const path = join(data, 'depot/paca/comptes.xlsx')
    writeFileSync(join(folder, 'x.csv'), PACA_CHANGED)
    const elsewhere = join(folder, 'classeur-source')
    const paths = [join(FIXTURES, PEOPLE), '--regional', `paca=${join(folder, 'x.csv')}`]
    expect(annuaire(elsewhere, ['importer', '--silencieux', ...paths]).code).toBe(0)
    expect(annuaire(elsewhere, ['exporter', '--source', 'paca', '--sortie', path]).code).toBe(0)
    expect(collectNow(data)).toMatchObject({ code: 0, stderr: '' })
    expect(kept(data, 'courants')).toEqual(['comptes.xlsx'])
    expect(accounts(data)).toContain('ines.changee@')
  })

  it.each([
    ['comptes.xls', 'PAS UN CLASSEUR', 'Enregistrer sous… XLSX'],
    ['photo.csv', Buffer.from('\x89PNG\r\n\x1a\n\0\0'), 'fichier binaire'],
    ['vide.csv', '', 'le fichier est vide'],
    ['annuaire.csv', 'a;b\n1;2\n', 'Aucune colonne reconnue'],
    ['archive.zip', 'PK', 'archive zip'],
  ])('sets %s aside with its reason, publishes nothing and keeps the current file', (name, content, reason) => {
    const data = copy(`refus-${name}`)
    const before = pointed(data)
    deposit(data, 'paca', name, content)
    const ran = collectNow(data)
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining(`Refusé : paca, ${name}`) })
    const [file, why] = kept(data, 'refuses')
    expect(file).toMatch(new RegExp(`^\\d{8}-\\d{6}-\\d{3}-${name}$`))
    expect(why).toBe(`${file}.raison.txt`)
    const told = readFileSync(join(data, 'releve/refuses/paca', why!), 'utf8')
    expect(told).toContain(reason)
    expect(told).not.toContain(folder)
    expect(readFileSync(join(data, 'releve/refuses/paca', file!))).toEqual(Buffer.from(content))
    expect(pointed(data)).toEqual(before)
    expect(kept(data, 'courants')).toEqual(['ancien.csv'])
    expect(stillThere(data)).toEqual([])
  })

  it('publishes the other sources when one deposit is refused, and the earlier deposit of a source whose last one is', () => {
    const data = copy('plusieurs')
    deposit(data, 'occitanie', 'annuaire.csv', 'a;b\n1;2\n')
    const earlier = deposit(data, 'paca', 'loaduser_20261119.csv', PACA_CHANGED)
    deposit(data, 'paca', 'loaduser_20261120.csv', 'a;b\n1;2\n')
    const ran = collectNow(data)
    expect(ran.code).toBe(1)
    expect(ran.stdout).toContain('Publié : paca, loaduser_20261119.csv')
    expect(ran.stderr).toContain('Refusé : paca, loaduser_20261120.csv')
    expect(ran.stderr).toContain('Refusé : occitanie, annuaire.csv')
    expect(accounts(data)).toContain('ines.changee@')
    expect(existsSync(earlier)).toBe(false)
    expect(publications(data)).toBe(2)
  })

  it('sets aside what a newer deposit of the same run replaces', () => {
    const data = copy('deux-depots')
    deposit(data, 'paca', 'loaduser_20261119.csv', PACA)
    deposit(data, 'paca', 'loaduser_20261120.csv', PACA_CHANGED)
    const ran = collectNow(data)
    expect(ran.stdout).toContain('Publié : paca, loaduser_20261120.csv')
    expect(ran.stderr).toContain('loaduser_20261119.csv — Un fichier plus récent de la même source compte à sa place')
    expect(kept(data, 'refuses').length).toBe(2)
    expect(accounts(data)).toContain('ines.changee@')
  })

  it('takes a fall when it is accepted, with the reason', async () => {
    const data = copy('baisse')
    const [header, ...lines] = PACA.trimEnd().split(/\r?\n/)
    const fewer = [header, ...lines.filter((line) => !line.includes('chu-marseille'))].join('\r\n')
    deposit(data, 'paca', 'loaduser.csv', fewer)
    expect(collectNow(data)).toMatchObject({ code: 1, stderr: expect.stringContaining('ANNUAIRE_BAISSE_MAX') })
    deposit(data, 'paca', 'loaduser.csv', fewer)
    expect(collectNow(data, ['--accepter-baisse', 'paca=fermeture']).code).toBe(0)
    expect((await openReports(data).get('derniere'))!.baisses).toMatchObject([{ source: 'paca', raison: 'fermeture' }])
  })

  it('takes only the sources that are named', () => {
    const data = copy('nommees')
    deposit(data, 'paca', 'loaduser.csv', PACA_CHANGED)
    expect(collectNow(data, ['--source', 'occitanie'])).toMatchObject({ code: 0 })
    expect(stillThere(data)).toEqual(['loaduser.csv', 'loaduser.csv.ok'])
    expect(collectNow(data, ['--source', 'pacca'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Vouliez-vous dire : paca'),
    })
    expect(collectNow(data, ['--source', 'paca'])).toMatchObject({ code: 0 })
    expect(accounts(data)).toContain('ines.changee@')
  })

  it('takes what was downloaded, which stays where it is, and takes it once', () => {
    const data = join(folder, 'telecharge')
    const downloads = join(data, 'telechargements')
    mkdirSync(downloads, { recursive: true })
    mkdirSync(join(data, 'depot'))
    const address = 'http://127.0.0.1:9/PS_LibreAcces'
    writeFileSync(join(downloads, PEOPLE), readFileSync(join(FIXTURES, PEOPLE)))
    const edition = { etag: null, modified: null, bytes: null, name: null }
    const complet = { nom: PEOPLE, octets: 1, sha256: '', recuLe: '', edition }
    const state = { version: 1, fichiers: { [address]: { complet, partiel: null } } }
    writeFileSync(join(downloads, '.telechargements.json'), JSON.stringify(state))
    const prefix = `export ANNUAIRE_TELECHARGEMENT_ADRESSES=${address};`
    expect(collectNow(data, [], prefix)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Publié : national'),
    })
    expect(existsSync(join(downloads, PEOPLE))).toBe(true)
    expect(kept(data, 'courants', 'national')).toEqual([PEOPLE])
    expect(collectNow(data, [], prefix).stdout).toContain('Aucun dépôt nouveau.')
    deposit(data, 'paca', 'loaduser.csv', PACA)
    expect(collectNow(data, [], prefix).code).toBe(0)
    expect(publications(data)).toBe(2)
  })

  it('undoes no import by hand, nor a return, unless told so', () => {
    const data = copy('a-la-main')
    writeFileSync(join(folder, 'main.csv'), PACA_CHANGED)
    const paths = [join(FIXTURES, PEOPLE), '--regional', `paca=${join(folder, 'main.csv')}`]
    expect(annuaire(data, ['importer', '--silencieux', ...paths]).code).toBe(0)
    deposit(data, 'occitanie', 'loaduser.csv', PACA)
    const waits = collectNow(data)
    expect(waits).toMatchObject({ code: 1, stderr: expect.stringContaining('En attente : occitanie, loaduser.csv') })
    expect(waits.stderr).toContain('--reprendre')
    expect(accounts(data)).toContain('ines.changee@')
    // The file that was imported by hand is deposited: it is published already, and both go on.
    deposit(data, 'paca', 'main.csv', PACA_CHANGED)
    const goesOn = collectNow(data)
    expect(goesOn).toMatchObject({ code: 0, stdout: expect.stringContaining('Publié : occitanie, loaduser.csv') })
    expect(accounts(data)).toContain('ines.changee@')
    expect(annuaire(data, ['revenir']).code).toBe(0)
    deposit(data, 'paca', 'loaduser.csv', PACA)
    expect(collectNow(data).code).toBe(1)
    expect(collectNow(data, ['--reprendre'])).toMatchObject({ code: 0 })
    expect(accounts(data)).toContain('ines.berger@')
  })

  it('waits for a current file that is missing', () => {
    const data = join(folder, 'incomplet')
    const paths = [join(FIXTURES, PEOPLE), '--regional', `occitanie=${join(FIXTURES, 'regional/paca.csv')}`]
    expect(annuaire(data, ['importer', '--silencieux', ...paths]).code).toBe(0)
    deposit(data, 'paca', 'loaduser.csv', PACA)
    const ran = collectNow(data)
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('En attente : paca, loaduser.csv') })
    expect(ran.stderr).toContain('occitanie')
    expect(kept(data, 'reception').length).toBe(1)
    depositPeople(data)
    deposit(data, 'occitanie', 'loaduser.csv', PACA)
    expect(collectNow(data)).toMatchObject({ code: 0 })
    expect(kept(data, 'reception')).toEqual([])
  })

  it('waits while another import runs, and is refused while another run does', () => {
    const data = copy('verrous')
    deposit(data, 'paca', 'loaduser.csv', PACA_CHANGED)
    const another = takeLock(placesOf(data).lock, '')
    expect(collectNow(data)).toMatchObject({ code: 1, stderr: expect.stringContaining('Une autre relève') })
    another()
    expect(stillThere(data)).toContain('loaduser.csv')
    const importing = lockImports(data)
    expect(collectNow(data)).toMatchObject({ code: 1, stderr: expect.stringContaining('Un autre import est en cours') })
    importing()
    expect(kept(data, 'refuses')).toEqual([])
    expect(collectNow(data)).toMatchObject({ code: 0, stdout: expect.stringContaining('Publié : paca, loaduser.csv') })
  })

  it('sets nothing aside for a full disk, nor for a fault of the settings', () => {
    const data = copy('disque')
    deposit(data, 'paca', 'loaduser.csv', PACA_CHANGED)
    // The deposit is copied; the generation is larger than that.
    const full = collectNow(data, [], 'ulimit -f 48;')
    expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining('En attente : paca, loaduser.csv') })
    expect(full.stderr).toMatch(/taille permise|disque est plein/)
    expect(kept(data, 'refuses')).toEqual([])
    expect(kept(data, 'reception').length).toBe(1)
    writeFileSync(join(data, 'sources.json'), '{')
    expect(collectNow(data)).toMatchObject({ code: 1, stderr: expect.stringContaining('sources.json est refusé') })
    rmSync(join(data, 'sources.json'))
    expect(publications(data)).toBe(1)
    expect(collectNow(data)).toMatchObject({ code: 0 })
    expect(accounts(data)).toContain('ines.changee@')
  })

  it('says that the disk is full when not even the deposit can be copied, which stays', () => {
    const data = copy('disque-plein')
    deposit(data, 'paca', 'loaduser.csv', PACA_CHANGED.repeat(30))
    const full = collectNow(data, [], 'ulimit -f 40;')
    expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining('Laissé : paca, loaduser.csv') })
    expect(stillThere(data)).toEqual(['loaduser.csv', 'loaduser.csv.ok'])
    expect(kept(data, 'reception')).toEqual([])
  })

  it('says that the folder of the deposits is missing, and goes on once it is there', () => {
    const data = copy('sans-dossier')
    const root = join(data, 'depot')
    renameSync(root, `${root}-ailleurs`)
    expect(collectNow(data)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^Le dossier des dépôts .*depot ne peut pas être lu : il n’existe pas.*ANNUAIRE_DEPOT/,
      ),
    })
    symlinkSync(`${root}-ailleurs`, root)
    deposit(data, 'paca', 'loaduser.csv', PACA_CHANGED)
    expect(collectNow(data)).toMatchObject({ code: 0 })
    expect(accounts(data)).toContain('ines.changee@')
  })

  it('keeps as many archives as it is told to', () => {
    const data = copy('archives')
    for (const name of ['b', 'c', 'd']) {
      deposit(data, 'paca', `${name}.csv`, PACA)
      expect(collectNow(data, [], 'export ANNUAIRE_DEPOT_CONSERVES=2;').code).toBe(0)
    }
    expect(kept(data, 'archives').map((name) => name.slice(20))).toEqual(['c.csv', 'd.csv'])
    expect(kept(data, 'courants')).toEqual(['d.csv'])
  })
})
