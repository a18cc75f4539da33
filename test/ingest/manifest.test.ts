import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
import { openReports } from '../../src/report/index.js'
import type { Alimentation, Avis } from '../../src/resources/report.js'
import { annuaire, scratch } from '../support/cli.js'

interface Expected {
  readonly code: string | null
  readonly fichier: string
  readonly nombre: number
  readonly lignes?: readonly number[]
}

describe('the report of a synthetic feed', () => {
  const folder = scratch('manifeste')
  const feed = join(folder, 'feed')
  const data = join(folder, 'data')
  let expected: readonly Expected[]
  let alimentation: Alimentation
  let avis: readonly Avis[]

  beforeAll(async () => {
    generateFeed({ lines: 40_000, folder: feed, seed: 7, date: '202611200300', faultless: false })
    const ran = annuaire(data, ['importer', '--silencieux', feed])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expected = JSON.parse(readFileSync(join(feed, 'manifeste.json'), 'utf8')).attendus
    const reports = openReports(data)
    alimentation = (await reports.get('derniere'))!
    avis = await reports.avis('derniere', { decalage: 0, limite: 1_000_000 })
  })

  it('counts exactly what the manifest says was put in, rule by rule and file by file', () => {
    const planted = new Map<string, number>()
    for (const { code, fichier, nombre } of expected) {
      if (code === null || nombre === 0) continue
      const name = fichier.replace('regional/', '')
      planted.set(`${name} ${code}`, nombre)
    }
    const found = new Map(
      alimentation.fichiers.flatMap((file) => file.avis.map(({ code, nombre }) => [`${file.nom} ${code}`, nombre])),
    )
    expect(Object.fromEntries([...found].sort())).toEqual(Object.fromEntries([...planted].sort()))
    expect(planted.size).toBeGreaterThan(25)
  })

  it('points at the lines where they were put', () => {
    let checked = 0
    for (const { code, fichier, lignes } of expected) {
      if (code === null || lignes === undefined) continue
      const name = fichier.replace('regional/', '')
      const told = avis.filter((one) => one.nomFichier === name && one.code === code).map((one) => one.ligne)
      expect(
        told.sort((one, other) => one - other),
        `${name} ${code}`,
      ).toEqual([...lignes].sort((one, other) => one - other))
      checked++
    }
    expect(checked).toBeGreaterThan(15)
  })

  it('adds up: every line read is loaded or refused, and every refusal is kept with its line', () => {
    for (const { lues, chargees, refusees, numero } of alimentation.fichiers) {
      expect(lues).toBe(chargees + refusees)
      const refused = avis.filter((one) => one.fichier === numero && one.severite === 'Bloquante')
      expect(refused.length).toBe(refusees)
      expect(refused.every((one) => one.contenu !== null && one.contenu !== '')).toBe(true)
    }
    expect(alimentation.totaux.refusees).toBeGreaterThan(100)
  })

  it('tells size, sha256, encoding and layout of each file', () => {
    const encodings = Object.fromEntries(alimentation.fichiers.map((file) => [file.nom, file.encodage]))
    expect(encodings).toMatchObject({
      'paca.csv': 'UTF-8',
      'occitanie.csv': 'UTF-8 avec BOM',
      'bretagne.csv': 'Windows-1252',
    })
    for (const file of alimentation.fichiers) expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
  })
})
