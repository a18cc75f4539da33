import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { EXACT_HEADERS, EXACT_REGIONAL_HEADER } from './exact-headers.js'
import {
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

const folder = join(projectRoot, 'fixtures')
const national = (name: string) => join(folder, `${name}_202611200300.txt`)

test('the national fixtures have the exact headers and no refused line', () => {
  for (const [name, header] of Object.entries(EXACT_HEADERS)) {
    expect(readFileSync(national(name), 'utf8').split(/\r?\n/)[0]).toBe(header)
  }
  const { counts, people } = readActivities(national('PS_LibreAcces_Personne_activite'))
  const notices = [...counts.keys()].filter((name) => /^[A-Z_]+$/.test(name))
  expect(notices).toEqual(['DEPARTEMENT_DEDUIT'])
  expect(people.size).toBeGreaterThan(50)
  expect([...readReferring(national('PS_LibreAcces_SavoirFaire'), people)]).toEqual([])
  expect([...readReferring(national('PS_LibreAcces_Dipl_AutExerc'), people)]).toEqual([])
  expect([...readCorrespondence(national('Correspondance_ADELI_RPPS'), people)]).toEqual([])
  const mailboxes = readMailboxes(national('Extraction_Correspondance_MSSante'), people, new Set())
  expect([...mailboxes.keys()].filter((name) => /^[A-Z_]+$/.test(name)).sort()).toEqual([
    'BAL_IDENTIFIANT_INCONNU',
    'DEPARTEMENT_DEDUIT',
    'TITULAIRE_SANS_ACTIVITE',
  ])
})

test('numbers of the fixtures carry their keys', () => {
  for (const cells of rowsOf(national('PS_LibreAcces_Personne_activite'))) {
    if (cells[0] === '8') expect(luhnHolds(cells[1]!), cells[1]).toBe(true)
    for (const number of [cells[19]!, cells[21]!, cells[22]!])
      if (number !== '') expect(luhnHolds(number), number).toBe(true)
  }
})

test('the regional fixture has an account of each kind', () => {
  const path = join(folder, 'regional/paca.csv')
  const text = readFileSync(path, 'utf8')
  expect(text.split(/\r?\n/)[0]).toBe(EXACT_REGIONAL_HEADER)
  const { people } = readActivities(national('PS_LibreAcces_Personne_activite'))
  const addresses = nationalAddresses(national('Extraction_Correspondance_MSSante'), people)
  expect(Object.fromEntries(readRegional(path, ';', 'utf-8', new Set(), { people, national: addresses }))).toEqual({
    BAL_NON_PUBLIEE: 6,
    DOMAINE_PAR_DEFAUT: 1,
    PLUSIEURS_BAL: 2,
    // The test account bears the number of a physician.
    TITULAIRE_DIVERGENT: 1,
    'guillemet dans une valeur': 1,
  })
  for (const kind of ['PER', 'INT', 'MED', 'ORG', 'APP']) expect(text).toContain(`;${kind};`)
})

test('the README names every faulty file', () => {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8')
  const files = filesBelow(join(folder, 'defauts'))
  expect(files.length).toBeGreaterThan(80)
  for (const file of files) {
    const fault =
      /(?:activite|SavoirFaire|AutExerc|MSSante|mssante|ADELI_RPPS|paca)_([^/]+)\.\w+$/.exec(file)?.[1] ??
      /([^/]+)\.\w+$/.exec(file)![1]!
    expect(readme, file).toContain(`\`${fault}\``)
  }
})
