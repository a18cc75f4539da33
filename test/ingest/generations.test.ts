import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
import { projectRoot } from '../../src/project-root.js'
import { openReports } from '../../src/report/index.js'
import {
  ANONYMOUS,
  columnsPath,
  generationPath,
  generations,
  hiddenPath,
  openDirectorySwitch,
  published,
} from '../../src/store/index.js'
import { annuaire, scratch, startAnnuaire } from '../support/cli.js'
import { collectingLog } from '../support/collecting-log.js'

const fixtures = join(projectRoot, 'fixtures')

/** Every file of a data folder that a reader relies on, with its content's length. */
function publishedState(data: string): unknown {
  const pointer = readFileSync(join(data, 'generation-courante'), 'utf8')
  return { pointer, generations: generations(data) }
}

/** What lies among the generations and belongs to none. */
function leftovers(data: string): string[] {
  const known = generations(data).flatMap((id) => [
    generationPath(data, id),
    columnsPath(data, id),
    hiddenPath(data, id),
  ])
  return readdirSync(join(data, 'generations')).filter((name) => !known.includes(join(data, 'generations', name)))
}

describe('generations', () => {
  const folder = scratch('generations')
  const feed = join(folder, 'feed')

  beforeAll(() => {
    generateFeed({ lines: 60_000, folder: feed, seed: 5, date: '202611200300', faultless: true })
  })

  it('keeps the last three, and revenir goes back one at a time', () => {
    const data = join(folder, 'trois')
    const ids: string[] = []
    for (let round = 0; round < 4; round++) {
      expect(annuaire(data, ['importer', '--silencieux', fixtures]).code).toBe(0)
      ids.push(published(data)!.id)
    }
    expect(generations(data)).toEqual(ids.slice(1))
    expect(leftovers(data)).toEqual([])
    expect(annuaire(data, ['revenir']).stdout).toContain(`Génération ${ids[2]} publiée à la place de ${ids[3]}`)
    expect(annuaire(data, ['revenir']).code).toBe(0)
    expect(published(data)!.id).toBe(ids[1])
    const last = annuaire(data, ['revenir'])
    expect(last).toMatchObject({ code: 1, stdout: '' })
    expect(last.stderr).toContain('Aucune génération plus ancienne')
  })

  it.each([
    'Lecture de PS_LibreAcces_Personne',
    'Lecture de Extraction',
    'Classement des professionnels',
    'Colonnes des professionnels',
    'Vérification',
  ])('killed with -9 at « %s », leaves the published generation and the next import clean', async (moment) => {
    const data = join(folder, `tue-${moment.length}-${moment.charCodeAt(11)}`)
    expect(annuaire(data, ['importer', '--silencieux', fixtures]).code).toBe(0)
    const before = publishedState(data)
    const child = startAnnuaire(data, ['importer', feed])
    let told = ''
    const exited = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)))
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk
      if (told.includes(moment)) child.kill('SIGKILL')
    })
    expect(await exited).toBe('SIGKILL')
    expect(publishedState(data)).toEqual(before)
    const directories = openDirectorySwitch(data, collectingLog())
    const found = await directories.read((directory) => directory.professionnel('810000000017', ANONYMOUS))
    expect(found?.nom).toBe('DUPONT')
    directories.close()
    expect((await openReports(data).list(5)).map(({ etat }) => etat)).toContain('refusée')
    expect(annuaire(data, ['importer', '--silencieux', feed, '--retirer', 'paca']).code).toBe(0)
    expect(leftovers(data)).toEqual([])
  })

  it('a full disk refuses the import and changes nothing', async () => {
    const data = join(folder, 'plein')
    expect(annuaire(data, ['importer', '--silencieux', fixtures]).code).toBe(0)
    const before = publishedState(data)
    // The largest file that the process may write, in blocks of 512 bytes: the generation cannot fit.
    const refused = annuaire(data, ['importer', '--silencieux', feed], { prefix: 'ulimit -f 12000;' })
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/disque est plein|taille permise/)
    expect(publishedState(data)).toEqual(before)
    expect(leftovers(data)).toEqual([])
    const [report] = await openReports(data).list(1)
    expect(report).toMatchObject({ etat: 'refusée', motif: expect.stringMatching(/disque est plein|taille permise/) })
    expect(annuaire(data, ['importer', '--silencieux', feed, '--retirer', 'paca']).code).toBe(0)
  })

  it.each([
    ['pliage', 'du pliage des noms'],
    ['format', 'des tables'],
  ])('refuses a generation of another version (%s), and says to import again', async (fact, what) => {
    const data = join(folder, `version-${fact}`)
    expect(annuaire(data, ['importer', '--silencieux', fixtures]).code).toBe(0)
    const path = generationPath(data, published(data)!.id)
    const db = new Database(path)
    db.prepare('UPDATE generation SET valeur = ? WHERE cle = ?').run('0', fact)
    db.close()
    const directories = openDirectorySwitch(data, collectingLog())
    const reading = directories.read((directory) => directory.professionnel('810000000017', ANONYMOUS))
    await expect(reading).rejects.toThrow(new RegExp(`version 0 ${what}.*Relancez « annuaire importer »`))
    directories.close()
    expect(annuaire(data, ['importer', '--silencieux', fixtures]).code).toBe(0)
    expect(annuaire(data, ['verifier']).code).toBe(0)
  })

  it('refuses a second import while one runs', async () => {
    const data = join(folder, 'deux')
    const first = startAnnuaire(data, ['importer', feed])
    await new Promise((resolve) => first.stderr.once('data', resolve))
    const second = annuaire(data, ['importer', '--silencieux', fixtures])
    expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining('Un autre import est en cours') })
    expect(await new Promise((resolve) => first.on('exit', resolve))).toBe(0)
  })

  it('refuses an import that would lose a published source, until it is retired by name', () => {
    const data = join(folder, 'perte')
    expect(annuaire(data, ['importer', '--silencieux', fixtures]).code).toBe(0)
    const regional = `paca=${join(fixtures, 'regional/paca.csv')}`
    const refused = annuaire(data, ['importer', '--silencieux', '--regional', regional])
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('--retirer national')
    expect(annuaire(data, ['importer', '--silencieux', '--regional', regional, '--retirer', 'national']).code).toBe(0)
  })

  it('a reader follows a publication without failing, and keeps the old generation when the new one is unreadable', async () => {
    const data = join(folder, 'suivi')
    expect(annuaire(data, ['importer', '--silencieux', fixtures]).code).toBe(0)
    const directories = openDirectorySwitch(data, collectingLog())
    const generation = () => directories.read(async ({ generation: { id } }) => id)
    const first = await generation()
    const importing = startAnnuaire(data, ['importer', '--silencieux', feed, '--retirer', 'paca'])
    let running = true
    importing.on('exit', () => {
      running = false
    })
    while (running) {
      expect([first, published(data)!.id]).toContain(await generation())
      await delay(20)
    }
    await delay(300)
    const second = await generation()
    expect(second).not.toBe(first)
    const broken = '20991231-000000-000'
    writeFileSync(join(data, 'generations', `${broken}.sqlite`), 'pas une base')
    writeFileSync(join(data, 'generation-courante'), broken)
    await delay(300)
    expect(await generation()).toBe(second)
    directories.close()
    rmSync(join(data, 'generations', `${broken}.sqlite`))
    expect(existsSync(join(data, 'generations', `${second}.sqlite`))).toBe(true)
  })

  it('builds the same generation from the same files, whatever the moment', async () => {
    const answers: unknown[] = []
    for (const name of ['meme-1', 'meme-2']) {
      const data = join(folder, name)
      expect(annuaire(data, ['importer', '--silencieux', fixtures]).code).toBe(0)
      const directories = openDirectorySwitch(data, collectingLog())
      answers.push(
        await directories.read(async (directory) => [
          await directory.professionnels({ kind: 'all' }, ANONYMOUS, { after: 0, limit: 500 }),
          await directory.bals({ kind: 'all' }, { sources: ['paca'] }, { after: 0, limit: 500 }),
        ]),
      )
      directories.close()
    }
    expect(JSON.stringify(answers[1]).replaceAll(/"date":"[^"]*"/g, '')).toBe(
      JSON.stringify(answers[0]).replaceAll(/"date":"[^"]*"/g, ''),
    )
  })
})
