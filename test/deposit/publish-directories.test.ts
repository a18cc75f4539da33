import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { LOADUSER_HEADER } from '../../src/records/loaduser-layout.js'
import type { ComptesDeclares } from '../../src/resources/accounts.js'
import { annuaire, scratch } from '../support/cli.js'
import { FIXTURES, PACA_CHANGED } from './deposits.js'

const folder = scratch('publie')
const data = join(folder, 'data')
const file = join(data, 'publie/paca/annuaire-paca.csv')

const NATIONAL = readdirSync(FIXTURES)
  .filter((name) => /\.(txt|xml)$/.test(name))
  .map((name) => join(FIXTURES, name))

function imported(
  paca: string | null = join(FIXTURES, 'regional/paca.csv'),
  prefix = '',
  more: readonly string[] = [],
) {
  const regional = paca === null ? [] : ['--regional', `paca=${paca}`]
  return annuaire(data, ['importer', '--silencieux', ...NATIONAL, ...regional, ...more], { prefix })
}

const declared = (): ComptesDeclares['resultats'] =>
  (JSON.parse(annuaire(data, ['comptes-declares', '--source', 'paca', '--format', 'json']).stdout) as ComptesDeclares)
    .resultats

describe('the directory of a region, as CSV', () => {
  beforeAll(() => {
    expect(imported()).toMatchObject({ code: 0 })
  })

  it('holds the mailboxes that the region publishes, and nobody whom it hides, in the layout of its own file', () => {
    const text = readFileSync(file, 'utf8')
    const [header, ...rows] = parse(text, { bom: true, delimiter: ';' }) as string[][]
    expect(header).toEqual(LOADUSER_HEADER)
    const at = (name: string): number => LOADUSER_HEADER.indexOf(name)
    const addresses = rows.map((row) => row[at('MSSanté adresse')]!.toLowerCase()).sort()
    const shown = declared().filter(({ motifNonPublication }) => motifNonPublication === null)
    expect(addresses).toEqual(shown.map(({ adresse, mail }) => (adresse ?? mail)!.toLowerCase()).sort())
    const hidden = declared().filter(({ motifNonPublication }) => /liste rouge|test/.test(motifNonPublication ?? ''))
    expect(hidden.length).toBeGreaterThan(1)
    for (const { adresse, nom } of hidden) {
      expect(text.toLowerCase()).not.toContain(adresse!.toLowerCase())
      expect(rows.map((row) => row[at('NOM')])).not.toContain(nom)
    }
    // What only the administrators of the source read: reference addresses, last use, expiry.
    expect(text).not.toContain('psy-mouffetard.example')
    for (const name of ['Dernière connexion', 'Date de péremption', 'Compte(s) de connexion', 'Liste rouge']) {
      expect(new Set(rows.map((row) => row[at(name)])), name).toEqual(new Set(['']))
    }
    const berger = rows.find((row) => row[at('NOM')] === 'BERGER')!
    expect([berger[at('ADELI')], berger[at('Code postal')], berger[at('Statut')], berger[at('Type de BAL')]]).toEqual([
      '759300012',
      '75005',
      'VALIDE',
      'PER',
    ])
  })

  it('stays as it is when it would be the same, and is replaced whole otherwise', () => {
    const before = statSync(file)
    expect(imported()).toMatchObject({ code: 0 })
    expect([statSync(file).ino, statSync(file).mtimeMs]).toEqual([before.ino, before.mtimeMs])
    // Somebody's link in the place of what is being written is not written through.
    writeFileSync(join(folder, 'victime'), 'à quelqu’un')
    symlinkSync(join(folder, 'victime'), `${file}.part`)
    writeFileSync(join(folder, 'autre.csv'), PACA_CHANGED)
    expect(imported(join(folder, 'autre.csv'))).toMatchObject({ code: 0, stderr: '' })
    expect(readFileSync(join(folder, 'victime'), 'utf8')).toBe('à quelqu’un')
    expect(statSync(file).ino).not.toBe(before.ino)
    expect(readFileSync(file, 'utf8')).toContain('ines.changee@')
    expect(readdirSync(join(data, 'publie/paca'))).toEqual(['annuaire-paca.csv'])
  })

  it('follows annuaire revenir', () => {
    expect(annuaire(data, ['revenir']).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain('ines.berger@')
  })

  it('goes where it is told to, readable by whoever may read the folder', () => {
    const shared = join(folder, 'depot-sortant')
    mkdirSync(shared)
    chmodSync(shared, 0o750)
    expect(imported(undefined, `export ANNUAIRE_PUBLIE='${shared}';`)).toMatchObject({ code: 0, stderr: '' })
    expect(statSync(join(shared, 'paca')).mode & 0o777).toBe(0o750)
    expect(statSync(join(shared, 'paca/annuaire-paca.csv')).mode & 0o777).toBe(0o640)
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  it('is not written when told so, and what it cannot be written for keeps no import back', () => {
    const elsewhere = join(folder, 'sans')
    const paths = ['importer', '--silencieux', FIXTURES]
    expect(annuaire(elsewhere, paths, { prefix: 'export ANNUAIRE_PUBLIE=non;' }).code).toBe(0)
    expect(existsSync(join(elsewhere, 'publie'))).toBe(false)
    const refused = annuaire(elsewhere, paths, { prefix: 'export ANNUAIRE_PUBLIE=/proc/annuaire;' })
    expect(refused).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^Attention : Les annuaires régionaux n’ont pas/),
    })
  })

  it('goes with its source', () => {
    writeFileSync(join(data, 'publie/paca/lisez-moi.txt'), 'à quelqu’un')
    expect(imported(null, '', ['--retirer', 'paca']).code).toBe(0)
    expect(readdirSync(join(data, 'publie/paca'))).toEqual(['lisez-moi.txt'])
  })
})
