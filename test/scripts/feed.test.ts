import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateFeed, type Manifest } from '../../scripts/feed/generate.js'
import { CATALOG } from '../../src/notices/catalog.js'
import { EXACT_HEADERS, EXACT_REGIONAL_HEADER } from './exact-headers.js'
import {
  type Counts,
  filesBelow,
  luhnHolds,
  nationalAddresses,
  readActivities,
  readCorrespondence,
  readMailboxes,
  readReferring,
  rowsOf,
} from './independent-reading.js'
import { readRegional } from './regional-reading.js'

const DATE = '202611200300'
const LINES = 5000
const root = mkdtempSync(join(tmpdir(), 'feed-'))
let manifest: Manifest

function generate(name: string, seed: number, lines = LINES, faultless = false): Manifest {
  return generateFeed({ lines, folder: join(root, name), seed, date: DATE, faultless })
}

function digest(name: string): Record<string, string> {
  const folder = join(root, name)
  return Object.fromEntries(
    filesBelow(folder).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  )
}

/** What the manifest says of a file: the same names as the independent reading. */
function expected(given: Manifest, file: string): Counts {
  return new Map(
    given.attendus.filter(({ fichier }) => fichier === file).map(({ code, nom, nombre }) => [code ?? nom!, nombre]),
  )
}

const national = (name: string) => `${name}_${DATE}.txt`
const ACTIVITIES = national('PS_LibreAcces_Personne_activite')

beforeAll(() => {
  manifest = generate('one', 1)
})
afterAll(() => rmSync(root, { recursive: true }))

describe('determinism', () => {
  test('the same seed gives the same bytes, another seed others', () => {
    generate('again', 1)
    generate('other', 2)
    expect(digest('again')).toEqual(digest('one'))
    const [one, other] = [digest('one'), digest('other')]
    for (const file of Object.keys(one)) expect(other[file], file).not.toBe(one[file])
  })
})

describe('layout', () => {
  test('header lines are exact', () => {
    for (const [name, header] of Object.entries(EXACT_HEADERS)) {
      expect(readFileSync(join(root, 'one', national(name)), 'utf8').split('\n')[0]).toBe(header)
    }
    const regional = (source: string) => readFileSync(join(root, 'one/regional', `${source}.csv`))
    const first = (bytes: Buffer, encoding: string) =>
      new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes).split('\n')[0]
    expect(first(regional('paca'), 'utf-8')).toBe(EXACT_REGIONAL_HEADER)
    expect(first(regional('occitanie'), 'utf-8')).toBe(`\ufeff${EXACT_REGIONAL_HEADER.replaceAll(';', ',')}`)
    expect(first(regional('bretagne'), 'windows-1252')).toBe(EXACT_REGIONAL_HEADER.replaceAll(';', '\t'))
  })

  test('files hold as many lines and bytes as the manifest says, in the proportions of the real feed', () => {
    for (const { fichier, lignes, octets } of manifest.fichiers) {
      const bytes = readFileSync(join(root, 'one', fichier))
      expect(bytes.length, fichier).toBe(octets)
      expect(bytes.filter((byte) => byte === 10).length, fichier).toBe(lignes + 1)
      expect(bytes.includes(13), fichier).toBe(false)
    }
    const lines = manifest.fichiers.map(({ lignes }) => lignes / LINES)
    expect(manifest.fichiers[0]!.lignes).toBe(LINES)
    expect(lines[1]).toBeGreaterThan(0.15)
    expect(lines[1]).toBeLessThan(0.22)
    expect(lines[2]).toBeCloseTo(0.92, 1)
    expect(lines[3]).toBeCloseTo(0.223, 2)
    expect(lines[4]! + lines[5]! + lines[6]!).toBeCloseTo(0.01, 3)
  })
})

describe('content', () => {
  test('RPPS, FINESS and SIRET carry their keys, but for the keys planted as wrong', () => {
    const wrong = new Set<string>()
    for (const cells of rowsOf(join(root, 'one', ACTIVITIES))) {
      if (cells.length !== 56 || !/^8\d{11}$/.test(cells[2]!)) continue
      if (!luhnHolds(cells[1]!)) wrong.add(cells[1]!)
      for (const number of [cells[19]!, cells[21]!, cells[22]!]) if (number !== '') expect(luhnHolds(number)).toBe(true)
    }
    expect(wrong.size).toBe(expected(manifest, ACTIVITIES).get('CLE_RPPS_INVALIDE'))
  })

  test('a structure is described the same on all its lines', () => {
    const { structures, people } = readActivities(join(root, 'one', ACTIVITIES))
    expect(structures.size).toBe(manifest.structures)
    expect(people.size).toBe(manifest.personnes)
  })
})

describe.each([
  ['with defects', 'one', LINES, false],
  ['without defects', 'clean', LINES, true],
  ['with enough regional lines for all their defects', 'large', 40_000, false],
])('the manifest, %s', (_, name, lines, faultless) => {
  const REPEATED = 'activité répétée par savoir-faire'

  test('its counts are those of an independent reading', () => {
    const given = name === 'one' ? manifest : generate(name, 1, lines, faultless)
    const folder = join(root, name)
    const { counts, people } = readActivities(join(folder, ACTIVITIES))
    const hidden = new Set<string>()
    const mailboxes = nationalAddresses(join(folder, national('Extraction_Correspondance_MSSante')), people)
    const regional = [
      ['regional/paca.csv', ';', 'utf-8'],
      ['regional/occitanie.csv', ',', 'utf-8'],
      ['regional/bretagne.csv', '\t', 'windows-1252'],
    ].map(([file, separator, encoding]): [string, Counts] => [
      file!,
      readRegional(join(folder, file!), separator!, encoding!, hidden, { people, national: mailboxes }),
    ])
    const found: [string, Counts][] = [
      [ACTIVITIES, counts],
      ...['PS_LibreAcces_SavoirFaire', 'PS_LibreAcces_Dipl_AutExerc']
        .map(national)
        .map((file): [string, Counts] => [file, readReferring(join(folder, file), people)]),
      [
        national('Extraction_Correspondance_MSSante'),
        readMailboxes(join(folder, national('Extraction_Correspondance_MSSante')), people, hidden),
      ],
      ...regional,
      [
        national('Correspondance_ADELI_RPPS'),
        readCorrespondence(join(folder, national('Correspondance_ADELI_RPPS')), people),
      ],
    ]
    expect(found.map(([file]) => file)).toEqual(given.fichiers.map(({ fichier }) => fichier))
    for (const [file, read] of found) {
      const said = expected(given, file)
      said.delete(REPEATED)
      expect(Object.fromEntries([...read].sort()), file).toEqual(Object.fromEntries([...said].sort()))
    }
    const codes = new Set(given.attendus.flatMap(({ code }) => (code === null ? [] : [code])))
    if (faultless) expect([...codes]).toEqual(['DEPARTEMENT_DEDUIT'])
    else if (name === 'large') expect(codes).toContain('COMPTE_CONNEXION_INCONNU')
  })
})

test('every defect is planted in a feed of 5,000 lines, and refused lines stay about 0.3 %', () => {
  const codes = new Set(manifest.attendus.map(({ code }) => code))
  for (const code of [
    'LIGNE_TRONQUEE',
    'IDENTIFIANT_PP_ABSENT',
    'IDENTIFIANT_PP_MALFORME',
    'NOM_ABSENT',
    'PROFESSIONNEL_INCONNU',
    'BAL_ADRESSE_ABSENTE',
    'BAL_ADRESSE_MALFORMEE',
    'BAL_TYPE_INCONNU',
    'BAL_DOUBLON',
    'CLE_RPPS_INVALIDE',
    'PRENOM_ABSENT',
    'PROFESSION_INCONNUE',
    'BAL_SANS_IDENTIFIANT',
    'BAL_IDENTIFIANT_INCONNU',
    'CORRESPONDANCE_SANS_TITULAIRE',
    'CORRESPONDANCE_REPETEE',
    'OCTETS_INVALIDES',
    'DEPARTEMENT_DEDUIT',
    'DEPARTEMENT_INDETERMINE',
    'BAL_NON_PUBLIEE',
    'DOMAINE_PAR_DEFAUT',
  ])
    expect(codes, code).toContain(code)
  const refused = manifest.attendus
    .filter(({ code, fichier }) => code !== null && CATALOG[code].severite === 'Bloquante' && fichier === ACTIVITIES)
    .reduce((sum, { nombre }) => sum + nombre, 0)
  expect(refused / LINES).toBeGreaterThan(0.002)
  expect(refused / LINES).toBeLessThan(0.005)
})
