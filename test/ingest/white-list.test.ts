import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { openReports } from '../../src/report/index.js'
import { annuaire, scratch } from '../support/cli.js'
import { expectJson, expectXml } from '../support/contract.js'
import { type Served, serve } from '../support/served.js'

const fixtures = join(projectRoot, 'fixtures')
const national = readdirSync(fixtures)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => join(fixtures, name))
const list = join(fixtures, 'listeblanchemssante.xml')
const old = join(fixtures, 'defauts/liste-blanche/listeblanchemssante_liste-ancienne.xml')

interface Answer {
  readonly listeDu: string | null
  readonly total: number
  readonly suivant: number | null
  readonly resultats: {
    readonly nom: string
    readonly operateurs: { readonly nom: string; readonly certificats: string[] }[]
  }[]
}

describe('the white list of domains', () => {
  const data = scratch('liste-blanche')
  let served: Served
  const ask = async (query = ''): Promise<Answer> => {
    const answer = (await (await fetch(`${served.http}/v1/domaines${query}`)).json()) as Answer
    expectJson('domaines', answer)
    return answer
  }
  /** The server follows a new generation within a second. */
  const servedBy = async (generation: string) => {
    await expect
      .poll(async () => ((await ask()) as unknown as { generation: string }).generation, { timeout: 10_000 })
      .toBe(generation)
    return ask()
  }
  const lastReport = async () => (await openReports(data).get('derniere'))!

  beforeAll(async () => {
    expect(annuaire(data, ['importer', '--silencieux', ...national])).toMatchObject({ code: 0, stderr: '' })
    served = await serve(data)
  })
  afterAll(() => served.stop())

  it('is empty, and says so, until an import brings one', async () => {
    expect(await ask()).toMatchObject({ listeDu: null, total: 0, resultats: [] })
  })

  it('comes with an import, dated, with the operators and their support', async () => {
    expect(annuaire(data, ['importer', '--silencieux', ...national, list])).toMatchObject({ code: 0, stderr: '' })
    const { id, fichiers } = await lastReport()
    expect(fichiers.find(({ type }) => type === 'liste-blanche')).toMatchObject({ lues: 15, chargees: 15, avis: [] })
    expect(await servedBy(id)).toMatchObject({ listeDu: '2026-11-19T18:00:00.000Z', total: 13 })
  })

  it('is searched without case or accents, by a part of the domain, a whole address or the operator', async () => {
    const { resultats } = await ask('?domaine=accueil@chu-MARSEILLE.mssante.fr')
    expect(resultats).toEqual([
      {
        nom: 'chu-marseille.mssante.fr',
        operateurs: [
          expect.objectContaining({
            nom: 'GRADeS Exemple & associés',
            support: '04 99 00 00 02, mssante@grades-exemple.fr',
            misAJour: '2026-10-05T09:30:00Z',
            certificats: [expect.stringContaining('CN=smtp-1'), expect.stringContaining('CN=smtp-2')],
          }),
        ],
      },
    ])
    const shared = (await ask('?domaine=paca')).resultats[0]!
    expect(shared.operateurs.map(({ nom }) => nom)).toEqual(['GRADeS Exemple & associés', 'MESSAGERIE EXEMPLE'])
    expect((await ask('?operateur=EXEMPLE ET ASSOCIES')).total).toBe(0)
    expect((await ask('?operateur=gradés')).resultats.map(({ nom }) => nom)).toEqual([
      'chu-marseille.mssante.fr',
      'paca.mssante.fr',
    ])
    expect(JSON.stringify(await ask())).not.toContain('direction@')
  })

  it('is read page by page, within bounds, in JSON and in XML', async () => {
    const names: string[] = []
    for (let from: number | null = 0; from !== null; ) {
      const page: Answer = await ask(`?limite=4&decalage=${from}`)
      names.push(...page.resultats.map(({ nom }) => nom))
      from = page.suivant
    }
    expect(names).toEqual((await ask('?limite=500')).resultats.map(({ nom }) => nom))
    expect(names).toEqual(names.toSorted())
    for (const wrong of ['limite=501', 'limite=0', 'decalage=-1', `domaine=${'a'.repeat(300)}`, 'nom=a']) {
      expect((await fetch(`${served.http}/v1/domaines?${wrong}`)).status).toBe(400)
    }
    expectXml('domaines', await (await fetch(`${served.http}/v1/domaines?format=xml`)).text())
  })

  it('stays when an import brings none, which is said, and gives way to the next one', async () => {
    const ran = annuaire(data, ['importer', '--silencieux', ...national])
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('celle du 19/11/2026 à 18:00 est gardée.') })
    const { id, avertissements, fichiers } = await lastReport()
    expect(fichiers.map(({ type }) => type)).not.toContain('liste-blanche')
    expect(avertissements.join()).toContain('est gardée')
    expect(await servedBy(id)).toMatchObject({ listeDu: '2026-11-19T18:00:00.000Z', total: 13 })
    expect(annuaire(data, ['importer', '--silencieux', ...national, old]).code).toBe(0)
    expect(await servedBy((await lastReport()).id)).toMatchObject({ total: 1 })
  })

  it('is told to be old, be it brought or kept, and may not be published alone', async () => {
    const avis = (await lastReport()).fichiers.find(({ type }) => type === 'liste-blanche')!.avis
    expect(avis).toEqual([expect.objectContaining({ code: 'LISTE_BLANCHE_ANCIENNE', nombre: 1 })])
    const ran = annuaire(data, ['importer', '--silencieux', ...national])
    expect(ran.stderr).toContain('elle est ancienne (79 jours avant les extractions)')
    expect(annuaire(data, ['importer', '--silencieux', list])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Publié aujourd’hui mais absent'),
    })
  })

  it('is the newer one of two', async () => {
    const folder = join(data, '..', 'deux-listes')
    mkdirSync(folder, { recursive: true })
    for (const path of [...national, old]) copyFileSync(path, join(folder, path.split('/').at(-1)!))
    copyFileSync(list, join(folder, 'ListeBlancheMSSante.xml'))
    expect(annuaire(data, ['importer', '--silencieux', folder]).code).toBe(0)
    const { ecartes, fichiers } = await lastReport()
    expect(fichiers.map(({ nom }) => nom)).toContain('ListeBlancheMSSante.xml')
    expect(ecartes).toEqual([
      expect.objectContaining({ raison: expect.stringContaining('plus ancien que ListeBlancheMSSante.xml') }),
    ])
  })

  it('tells of addresses whose domain it lacks, or gives to another operator', async () => {
    const elsewhere = scratch('liste-blanche-domaines')
    const paca = readFileSync(join(fixtures, 'regional/paca.csv'), 'utf8')
    const file = join(elsewhere, 'paca.csv')
    writeFileSync(file, paca.replace('noe.dalembert@paca.mssante.fr', 'noe.dalembert@pacaa.mssante.fr'))
    writeFileSync(join(elsewhere, 'sources.json'), JSON.stringify({ paca: { operateur: 'messagerie exemple' } }))
    const deposit = ['--regional', `paca=${file}`]
    const told = async () =>
      (await openReports(elsewhere).avis('derniere', { decalage: 0, limite: 100 }))
        .filter(({ code }) => code.startsWith('DOMAINE_'))
        .map(({ code, ligne, colonne, valeur }) => [code, ligne, colonne, valeur])
    expect(annuaire(elsewhere, ['importer', '--silencieux', ...national, ...deposit]).code).toBe(0)
    expect((await told()).filter(([code]) => code !== 'DOMAINE_PAR_DEFAUT')).toEqual([])
    expect(annuaire(elsewhere, ['importer', '--silencieux', ...national, list, ...deposit]).code).toBe(0)
    expect((await told()).filter(([code]) => code !== 'DOMAINE_PAR_DEFAUT')).toEqual([
      ['DOMAINE_HORS_LISTE_BLANCHE', 4, 'MSSanté adresse', 'noe.dalembert@pacaa.mssante.fr'],
      ['DOMAINE_D_UN_AUTRE_OPERATEUR', 5, 'MSSanté adresse', 'joao.pereira@chu-marseille.mssante.fr'],
      ['DOMAINE_D_UN_AUTRE_OPERATEUR', 7, 'MSSanté adresse', 'secretariat.cardiologie@chu-marseille.mssante.fr'],
      ['DOMAINE_D_UN_AUTRE_OPERATEUR', 8, 'MSSanté adresse', 'resultats.labo@chu-marseille.mssante.fr'],
    ])
  })
})
