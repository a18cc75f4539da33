import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import type { Alimentation, Comparaison, Rapport, Tendance } from '../../src/resources/report.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serve } from '../support/served.js'

const folder = scratch('filtres')
const data = join(folder, 'data')
const CHU = '139000012'
const CLINIQUE = '250000452'
const SIRET = '26900001400010'

const HEADER = 'Adresse mail;NOM;Prénom;Type de BAL;MSSanté adresse;RPPS;FINESS;SIRET;Service;Description;Responsable'
const line = (name: string, finess: string, siret = '', domain = 'paca'): string =>
  `${name}@exemple.fr;${name.toUpperCase()};;ORG;${name}@${domain}.mssante.fr;;${finess};${siret};;;`
const PACA = [
  HEADER,
  line('accueil', CHU),
  line('bloc', CHU),
  line('urgences', CLINIQUE, SIRET),
  line('labo', '', SIRET, 'labo.paca'),
  `perdu@exemple.fr;PERDU;Jean;PER;perdu@paca.mssante.fr;123;${CLINIQUE};;;;`,
]
const BRETAGNE = [HEADER, line('phare', CHU, '', 'bretagne')]

const rapport = (...args: string[]) => annuaire(data, ['rapport', ...args])
const json = (...args: string[]): Rapport => {
  const ran = rapport(...args, '--format', 'json')
  expect(ran.code, ran.stderr).toBe(0)
  return JSON.parse(ran.stdout) as Rapport
}
const counted = ({ fichiers }: Alimentation): number =>
  fichiers.reduce((sum, file) => sum + file.avis.reduce((of, { nombre }) => of + nombre, 0), 0)

function load(paca: readonly string[]): void {
  writeFileSync(join(folder, 'feed/regional/paca.csv'), `${paca.join('\n')}\n`)
  writeFileSync(join(folder, 'feed/regional/bretagne.csv'), `${BRETAGNE.join('\n')}\n`)
  const ran = annuaire(data, ['importer', '--silencieux', join(folder, 'feed')], { prefix: 'ANNUAIRE_REFUS_MAX=100' })
  expect(ran.code, ran.stderr).toBe(0)
}

beforeAll(() => {
  mkdirSync(join(folder, 'feed/regional'), { recursive: true })
  for (const name of ['PS_LibreAcces_Personne_activite', 'Extraction_Correspondance_MSSante']) {
    const file = `${name}_202611200300.txt`
    writeFileSync(join(folder, 'feed', file), readFileSync(join(projectRoot, 'fixtures', file)))
  }
  load(PACA)
  load([...PACA.filter((one) => !one.startsWith('bloc@')), line('standard', CLINIQUE)])
})

describe('a filtered report', () => {
  it.each([
    [['--source', 'paca']],
    [['--source', 'national']],
    [['--criticite', 'bloquante']],
    [['--code', 'org_sans_description']],
    [['--etablissement', CHU]],
    [['--etablissement', `${SIRET.slice(0, 9)} ${SIRET.slice(9)}`]],
    [['--domaine', '@PACA.mssante.fr']],
    [['--source', 'paca', '--etablissement', CLINIQUE, '--criticite', 'Bloquante']],
  ])('counts what it shows: %j', (filter) => {
    const { alimentation, avis } = json(...filter)
    expect(avis.length).toBeGreaterThan(0)
    expect(counted(alimentation)).toBe(avis.length)
    const whole = json().avis
    expect(whole.length).toBeGreaterThan(avis.length)
    expect(whole).toEqual(expect.arrayContaining([...avis]))
  })

  it('is about the lines of one establishment alone, whichever number names it', () => {
    expect(new Set(json('--etablissement', CHU).avis.map(({ etablissement }) => etablissement))).toEqual(new Set([CHU]))
    const bySiret = json('--etablissement', SIRET, '--source', 'paca').avis
    expect(new Set(bySiret.map(({ etablissement }) => etablissement))).toEqual(new Set([CLINIQUE, SIRET]))
    expect(
      json('--domaine', 'labo.paca.mssante.fr').avis.every(({ domaine }) => domaine === 'labo.paca.mssante.fr'),
    ).toBe(true)
  })

  it('says what is new and mended of that establishment', () => {
    const { evolution } = json('--etablissement', CHU, '--source', 'paca').alimentation
    expect(evolution!.nouveaux).toBe(0)
    expect(evolution!.corriges).toBeGreaterThan(0)
    const clinique = json('--etablissement', CLINIQUE).alimentation.evolution!
    expect(clinique).toMatchObject({ corriges: 0 })
    expect(clinique.nouveaux).toBeGreaterThan(0)
  })

  it('of an establishment without notices is empty, not a fault', () => {
    const { avis, alimentation } = json('--etablissement', '750000018')
    expect([avis.length, counted(alimentation)]).toEqual([0, 0])
    expect(rapport('--etablissement', '750000018').stdout).toContain('Aucun avis.')
  })

  it.each([
    [['--source', 'corse'], /source : attendu une source de ce rapport \(national, /],
    [['--code', 'INCONNU'], /code : attendu un code de ce rapport \(.*ORG_SANS_DESCRIPTION/],
    [['--criticite', 'grave'], /criticite : attendu Bloquante, Avertissement, Information/],
    [['--domaine', 'exemple.org'], /domaine : attendu un domaine de ce rapport \(.*paca\.mssante\.fr/],
    [['--etablissement', '12'], /etablissement : attendu un numéro FINESS/],
    [['--comparer', 'hier'], /Aucune alimentation ne porte l’identifiant « hier »/],
  ])('%j says what exists', (args, said) => {
    const ran = rapport(...args)
    expect(ran.code).not.toBe(0)
    expect(ran.stderr).toMatch(said)
  })

  it('in HTML holds its filters, its trend, and no address of another machine', () => {
    const page = rapport('--format', 'html').stdout
    expect(page).toContain('<form id="filtres" hidden>')
    expect(page).toMatch(/<svg class="tendance"[\s\S]*<caption>Avis de chaque alimentation/)
    expect(page).toContain(`data-etablissement="${CHU}"`)
    expect(page).not.toMatch(/\b(?:src|href)=/)
    expect(page.match(/<script>/g)).toHaveLength(1)
  })
})

describe('the report of each establishment', () => {
  it('is a file for each that has notices, with its own lines alone', () => {
    const to = join(folder, 'etablissements')
    const ran = rapport('--par-etablissement', to, '--format', 'json', '--source', 'paca')
    expect(ran).toMatchObject({ code: 0 })
    const files = readdirSync(to).sort()
    expect(files.map((name) => name.replace(/^rapport-[\d-]+?-(\w+)\.json$/, '$1'))).toEqual(
      [CHU, CLINIQUE, SIRET].sort(),
    )
    for (const name of files) {
      const { avis, etablissement, alimentation } = JSON.parse(readFileSync(join(to, name), 'utf8')) as Rapport
      expect(name).toContain(etablissement)
      expect(avis.length).toBe(counted(alimentation))
      expect(avis.length).toBeGreaterThan(0)
    }
    expect(files.some((name) => name.endsWith('.part'))).toBe(false)
    expect(rapport('--par-etablissement', to, '--etablissement', CHU).code).toBe(2)
  })
})

describe('over HTTP', () => {
  let served: Served
  const keys = new Map<string, string>()
  const ask = async (path: string, key?: string) => {
    const headers = key === undefined ? {} : { authorization: `Bearer ${keys.get(key)!}` }
    const answer = await fetch(`${served.http}/v1/${path}`, { headers })
    return { status: answer.status, body: (await answer.json()) as never }
  }

  beforeAll(async () => {
    for (const [name, more] of [
      ['region', []],
      ['chu', ['--etablissement', CHU]],
    ] as const) {
      const made = annuaire(data, ['cle', 'creer', name, '--sources', 'paca', '--droits', 'rapport', ...more])
      expect(made.code, made.stderr).toBe(0)
      keys.set(name, made.stdout.trim())
    }
    served = await serve(data)
  })
  afterAll(async () => {
    expect(await served.stop()).toBe(0)
  })

  it('gives the same notices as the command', async () => {
    for (const [query, args] of [
      [`etablissement=${CHU}&source=paca`, ['--etablissement', CHU, '--source', 'paca']],
      ['source=paca&criticite=Bloquante', ['--source', 'paca', '--criticite', 'Bloquante']],
      ['domaine=labo.paca.mssante.fr', ['--domaine', 'labo.paca.mssante.fr']],
    ] as const) {
      const { status, body } = await ask(`alimentations/derniere/rapport?limite=500&${query}`, 'region')
      expect(status).toBe(200)
      const { avis, alimentation } = body as Rapport
      const told = json(...args)
      expect(avis).toEqual(told.avis)
      expect(alimentation.evolution).toEqual(told.alimentation.evolution)
    }
  })

  it('gives a key of one establishment its own lines, whatever it asks', async () => {
    const own = (await ask('alimentations/derniere/rapport?limite=500', 'chu')).body as Rapport
    expect(own.etablissement).toBe(CHU)
    expect(own.avis.length).toBeGreaterThan(0)
    expect(new Set(own.avis.map(({ etablissement }) => etablissement))).toEqual(new Set([CHU]))
    expect(own.avis.some(({ nomFichier }) => nomFichier.startsWith('bretagne'))).toBe(false)
    expect(counted(own.alimentation)).toBe(own.avis.length)
    expect((await ask(`alimentations/derniere/rapport?etablissement=${CHU}`, 'chu')).status).toBe(200)
    expect((await ask(`alimentations/derniere/rapport?etablissement=${CLINIQUE}`, 'chu')).status).toBe(404)
    expect((await ask(`alimentations/derniere/comparaison?etablissement=${CLINIQUE}`, 'chu')).status).toBe(404)
    expect((await ask('sources/paca/comptes', 'chu')).status).toBe(404)
    expect((await ask('professionnels?nom=dupont', 'chu')).status).toBe(403)
    const { resultats } = (await ask('alimentations', 'chu')).body as { resultats: Alimentation[] }
    expect(resultats[0]!.fichiers.find(({ source }) => source === 'paca')).toMatchObject({ masque: true })
  })

  it('shows nobody whose the lines are, nor counts those of one owner for nobody', async () => {
    const { avis } = (await ask('alimentations/derniere/rapport?limite=500')).body as Rapport
    expect(avis.length).toBeGreaterThan(0)
    expect(avis.every((one) => one.etablissement === null && one.domaine === null)).toBe(true)
    for (const path of ['', '/rapport', '/comparaison', '/tendance']) {
      expect((await ask(`alimentations/derniere${path}?etablissement=${CHU}`)).status, path).toBe(401)
      expect((await ask(`alimentations/derniere${path}?domaine=paca.mssante.fr`)).status, path).toBe(401)
    }
  })

  it('compares any two, and shows nobody an example of a region', async () => {
    const { resultats } = (await ask('alimentations/derniere/tendance')).body as Tendance
    expect(resultats).toHaveLength(2)
    const [first, last] = resultats.map(({ id }) => id)
    const region = (await ask(`alimentations/${last}/comparaison?avec=${first}`, 'region')).body as Comparaison
    expect(region.exemplesNouveaux.length).toBeGreaterThan(0)
    expect(region.exemplesCorriges.length).toBeGreaterThan(0)
    const nobody = (await ask(`alimentations/${last}/comparaison?avec=${first}`)).body as Comparaison
    expect(nobody.evolution).toEqual(region.evolution)
    expect([...nobody.exemplesNouveaux, ...nobody.exemplesCorriges]).toEqual([])
    expect((await ask(`alimentations/${last}/comparaison?avec=x`)).status).toBe(404)
    expect((await ask(`alimentations/${first}/comparaison`)).status).toBe(404)
    expect((await ask('alimentations/derniere/rapport?source=corse')).status).toBe(400)
  })

  it('refuses a key of an establishment other rights', () => {
    const args = ['cle', 'creer', 'tout', '--sources', 'paca', '--droits', 'lire,rapport', '--etablissement', CHU]
    expect(annuaire(data, args)).toMatchObject({ code: 2, stderr: expect.stringContaining('--droits rapport') })
    expect(annuaire(data, ['cle', 'lister']).stdout).toContain(`établissement : ${CHU}`)
  })
})
