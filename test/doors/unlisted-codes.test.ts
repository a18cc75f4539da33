import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { openReports } from '../../src/report/index.js'
import { ldapsearch, names } from '../ldap/ldapsearch.js'
import { annuaire, scratch } from '../support/cli.js'
import { needs } from '../support/programs.js'
import { type Served, serve } from '../support/served.js'
import { xsdFaults } from '../support/xsd.js'

const fixtures = join(projectRoot, 'fixtures')
const fault = (folder: string, name: string) => join(fixtures, 'defauts', folder, name)
const people = join(fixtures, 'PS_LibreAcces_Personne_activite_202611200300.txt')
const withCodes = [
  fault('personne-activite', 'PS_LibreAcces_Personne_activite_profession-inconnue.txt'),
  fault('savoir-faire', 'PS_LibreAcces_SavoirFaire_code-hors-nomenclature.txt'),
  fault('mssante', 'Extraction_Correspondance_MSSante_code-hors-nomenclature.txt'),
]
const region = `paca=${fault('region', 'paca_code-hors-nomenclature.csv')}`
const authorization = `Basic ${Buffer.from('dpi:un mot de passe sûr').toString('base64')}`

interface Answer {
  readonly status: number
  readonly resultats: readonly Readonly<Record<string, unknown>>[]
  readonly erreurs: readonly { readonly regle: string }[]
}

/** Codes that the files hold and the nomenclatures lack, from the import to both doors and the report. */
describe('codes hors nomenclature', () => {
  const data = scratch('codes')
  let served: Served
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Answer> => {
    const answer = await fetch(`${served.http}/v1/${path}`, { headers })
    return { ...((await answer.json()) as Answer), status: answer.status }
  }
  const added = async (path: string, headers: Record<string, string> = {}) =>
    (await get(path, headers)).resultats.filter((one) => one['horsNomenclature'] === true)

  beforeAll(async () => {
    annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca'], { input: 'un mot de passe sûr\n' })
    const { code, stderr } = annuaire(data, [
      'importer',
      '--silencieux',
      people,
      ...withCodes.slice(1),
      '--regional',
      region,
    ])
    expect([code, stderr]).toEqual([0, ''])
    served = await serve(data)
  })
  afterAll(async () => {
    await served.stop()
  })

  it.each([
    ['professionnels?specialite=CM0001', ['DUPONT', 'LE GOFF']],
    ['professionnels?specialite=cm0001', ['DUPONT', 'LE GOFF']],
    ['professionnels?specialite=CM:CM0001', ['DUPONT', 'LE GOFF']],
    ['professionnels?specialite=certificat%20de%20d%C3%A9c%C3%A8s', ['DUPONT', 'LE GOFF']],
    ['professionnels?specialite=CM0001&profession=10&ville=brest', ['LE GOFF']],
    ['professionnels?specialite=ZI01&profession=60', ['LEFÈVRE']],
    ['professionnels?q=certificat%20brest', ['LE GOFF']],
    ['bals?specialite=CM0001', ['DUPONT']],
    ['bals?q=d%C3%A9c%C3%A8s', ['DUPONT']],
  ])('are searched by %s', async (path, wanted) => {
    const { status, resultats } = await get(path)
    expect([status, resultats.map((one) => one['nom'])]).toEqual([200, wanted])
  })

  it.each([
    'specialite=CM0009',
    'profession=996',
    'specialite=CM0003',
    'profession=997',
    'specialite=CM',
    'profession=reb',
  ])('are refused as before when neither has them: %s', async (query) => {
    const { status, erreurs } = await get(`professionnels?${query}`, { authorization })
    expect([status, erreurs[0]?.regle]).toEqual([400, expect.stringContaining('inconnu')])
  })

  it('of a region are known to those who may read it', async () => {
    expect((await get('bals?specialite=CM0002')).status).toBe(400)
    expect((await get('bals?specialite=CM0002', { authorization })).resultats.map((one) => one['adresse'])).toEqual([
      'yann.legoff@paca.mssante.fr',
    ])
    expect((await get('bals?profession=998', { authorization })).resultats).toHaveLength(1)
    expect(await added('nomenclatures/professions')).toEqual([])
    expect(await added('nomenclatures/professions', { authorization })).toEqual([
      { code: '998', libelle: null, horsNomenclature: true },
    ])
  })

  it('are listed with the label of the feed, cleaned, and marked', async () => {
    const label = '<b>Pratique & "avancée"</b> en tout'
    expect(await added('nomenclatures/specialites')).toEqual([
      { code: 'CM0001', libelle: 'Certificat de décès', type: 'CM', horsNomenclature: true },
      { code: 'ZI01', libelle: label, type: 'S', horsNomenclature: true },
    ])
    expect((await added('nomenclatures/specialites?profession=60')).map((one) => one['code'])).toEqual(['ZI01'])
    expect(await added('nomenclatures/types-savoir-faire')).toEqual([
      { code: 'CM', libelle: null, horsNomenclature: true },
    ])
    expect(await added('nomenclatures/modes-exercice')).toEqual([])
    const xml = await (await fetch(`${served.http}/v1/nomenclatures/specialites?format=xml`)).text()
    expect(xml).toContain('&lt;b&gt;Pratique &amp; &quot;avancée&quot;&lt;/b&gt; en tout')
    expect(xml).toContain('<type>CM</type><horsNomenclature>true</horsNomenclature>')
    expect(xsdFaults(join(projectRoot, 'schema/annuaire.xsd'), xml)).toEqual([])
  })

  it('are shown with that label', async () => {
    const [dupont] = (await get('professionnels?specialite=CM0001')).resultats
    expect(dupont!['savoirFaire']).toContainEqual(
      expect.objectContaining({ code: 'CM0001', libelle: 'Certificat de décès' }),
    )
    expect((await get('bals?specialite=CM0001')).resultats[0]!['specialite']).toEqual({
      code: 'CM0001',
      libelle: 'Certificat de décès',
    })
  })

  it('are searched through LDAP', needs('ldap-utils'), async () => {
    const port = Number(new URL(served.ldap).port)
    const find = async (base: string, filter: string) => names(await ldapsearch(port, '-x', '-b', base, filter, '1.1'))
    expect(await find('dc=rpps,dc=fr', '(specialite=CM0001)')).toEqual([
      'employeeNumber=810000000017',
      'employeeNumber=810000000090',
    ])
    expect(await find('dc=mssante,dc=fr', '(specialite=CM0001)')).toEqual(['mail=jean.dupont@medecin.mssante.fr'])
    expect(await find('dc=mssante,dc=fr', '(title=*certificat*)')).toEqual(['mail=jean.dupont@medecin.mssante.fr'])
    expect(await find('dc=mssante,dc=fr', '(specialite=CM0009)')).toEqual([])
  })

  it('are told: professions and savoir-faire on each line, the others once, with their number', async () => {
    const { fichiers } = (await openReports(data).get('derniere'))!
    const reports = openReports(data)
    const told = async (code: string) =>
      (await reports.avis('derniere', { code, limite: 100, decalage: 0 })).map(
        ({ nomFichier, ligne, colonne, valeur }) => [nomFichier, ligne, colonne, valeur],
      )
    const [, savoirFaire] = fichiers.map(({ nom }) => nom)
    const region = 'paca_code-hors-nomenclature.csv'
    expect(await told('CODE_HORS_NOMENCLATURE')).toEqual([[savoirFaire, 2, 'Code type savoir-faire', 'CM']])
    expect(
      (await reports.avis('derniere', { code: 'CODE_HORS_NOMENCLATURE', limite: 1, decalage: 0 }))[0],
    ).toMatchObject({
      message: expect.stringContaining('vu 2 fois'),
    })
    expect((await told('PROFESSION_INCONNUE')).filter(([file]) => file === region)).toEqual([
      [region, 2, 'Profession', '998'],
      [region, 3, 'Profession', '997'],
    ])
    const skills = await told('SAVOIR_FAIRE_INCONNU')
    expect(skills.filter(([file]) => file === savoirFaire).map(([, , , code]) => code)).toEqual([
      'CM0001',
      'CM0001',
      'ZI01',
    ])
    expect(skills.filter(([file]) => file === region)).toEqual([
      [region, 2, 'Spécialité', 'CM0002'],
      [region, 3, 'Spécialité', 'CM0003'],
    ])
  })

  it('follow what is published, while the server runs', async () => {
    expect((await get('professionnels?specialite=CM0001')).status).toBe(200)
    const { code, stderr } = annuaire(data, [
      'importer',
      '--silencieux',
      withCodes[0]!,
      '--retirer',
      'paca',
      '--accepter-baisse',
      'national=essai',
      '--retirer',
      'national',
    ])
    expect([code, stderr]).toEqual([0, expect.any(String)])
    await expect.poll(async () => (await get('professionnels?specialite=CM0001')).status, { timeout: 5000 }).toBe(400)
    expect((await get('professionnels?profession=999')).resultats.map((one) => one['nom'])).toEqual(['LEFÈVRE'])
    expect((await get('professionnels?profession=999&q=hors')).resultats).toHaveLength(1)
    expect(await added('nomenclatures/professions')).toEqual([
      { code: '999', libelle: 'Profession hors nomenclature', horsNomenclature: true },
    ])
    expect(await added('nomenclatures/specialites')).toEqual([])
  })
})
