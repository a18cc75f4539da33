import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { openReports } from '../../src/report/index.js'
import type { Professionnel } from '../../src/resources/person.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serve } from '../support/served.js'

const NATIONAL = [
  'PS_LibreAcces_Personne_activite_202611200300.txt',
  'Extraction_Correspondance_MSSante_202611200300.txt',
].map((name) => join(projectRoot, 'fixtures', name))

/** D'ALEMBERT has a national mailbox and four regional ones, of which three are ranked by the region. */
const REGIONAL = `Adresse mail;NOM;Prénom;Type de BAL;RPPS;MSSanté adresse;Rang
a@exemple.example;D'ALEMBERT;Noé;PER;10000000033;quatre@paca.mssante.fr;
b@exemple.example;D'ALEMBERT;Noé;PER;10000000033;un@paca.mssante.fr;1er
c@exemple.example;D'ALEMBERT;Noé;PER;10000000033;noe.dalembert@medecin.mssante.fr;2
d@exemple.example;D'ALEMBERT;Noé;PER;10000000033;trois@paca.mssante.fr;3.0
e@exemple.example;D'ALEMBERT;Noé;PER;10000000033;cinq@paca.mssante.fr;préférée
`

describe('a rank that a region gives', () => {
  const folder = scratch('rangs')
  const data = join(folder, 'data')
  let served: Served
  const account = { authorization: `Basic ${Buffer.from('dpi:un mot de passe sûr').toString('base64')}` }
  const read = async (headers: Record<string, string>): Promise<Professionnel> =>
    (await (await fetch(`${served.http}/v1/professionnels/10000000033`, { headers })).json()) as Professionnel

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true })
    const path = join(folder, 'paca.csv')
    writeFileSync(path, REGIONAL)
    expect(readFileSync(NATIONAL[1]!, 'utf8')).toContain('|noe.dalembert@medecin.mssante.fr|')
    const ran = annuaire(data, ['importer', '--silencieux', ...NATIONAL, '--regional', `paca=${path}`])
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca'], { input: 'un mot de passe sûr\n' })
    served = await serve(data)
  })
  afterAll(() => served.stop())

  it('puts mailboxes before those that the rule ranks, and says so', async () => {
    const { bals } = await read(account)
    expect(bals.map(({ adresse, rang, rangSource }) => [adresse.split('@')[0], rang, rangSource])).toEqual([
      ['un', 1, 1],
      // Shown as the national file has it, at the place that the region gives it.
      ['noe.dalembert', 2, null],
      ['trois', 3, 3],
      ['cinq', 4, null],
      ['quatre', 5, null],
    ])
    expect(bals.map(({ motifRang }) => motifRang)).toEqual([
      'Rang 1 donné par la source paca.',
      'Rang 2 donné par la source paca.',
      'Rang 3 donné par la source paca.',
      expect.stringContaining('Adresse du praticien'),
      expect.stringContaining('Adresse supplémentaire'),
    ])
  })

  it('is nothing to who may not read the region', async () => {
    expect((await read({})).bals).toMatchObject([{ rang: 1, rangSource: null, motifRang: 'Seule adresse publiée.' }])
  })

  it('is told when it cannot be read, and refuses nothing', async () => {
    const file = (await openReports(data).get('derniere'))!.fichiers.find(({ nom }) => nom === 'paca.csv')!
    expect(file).toMatchObject({ lues: 5, chargees: 5, refusees: 0 })
    const told = file.avis.map(({ code, nombre }) => [code, nombre])
    expect(told).toContainEqual(['VALEUR_ILLISIBLE', 1])
    expect(told).toContainEqual(['VALEUR_REPAREE', 2])
  })
})
