import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'
import { history } from '../../src/store/history.js'
import { annuaire } from '../support/cli.js'

export const FIXTURES = join(projectRoot, 'fixtures')
export const PEOPLE = 'PS_LibreAcces_Personne_activite_202611200300.txt'
export const PACA = readFileSync(join(FIXTURES, 'regional/paca.csv'), 'utf8')
/** The same file with one address that the first has not. */
export const PACA_CHANGED = PACA.replaceAll('ines.berger', 'ines.changee')

/** Time at which files are deposited: no test depends on what it is. */
const DEPOSITED = new Date('2026-11-20T16:30:00Z')

/** Deposits a file, complete unless said otherwise. */
export function deposit(
  data: string,
  source: string,
  name: string,
  content: string | Buffer,
  isConfirmed = true,
): string {
  const folder = join(data, 'depot', source)
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  writeFileSync(path, content)
  utimesSync(path, DEPOSITED, DEPOSITED)
  if (isConfirmed) writeFileSync(`${path}.ok`, '')
  return path
}

export function depositPeople(data: string): void {
  deposit(data, 'national', PEOPLE, readFileSync(join(FIXTURES, PEOPLE)))
}

/** Collects the deposits, with so short a wait between two looks that only files at rest are tried. */
export function collectNow(data: string, args: readonly string[] = [], prefix = '') {
  const wait = 'export ANNUAIRE_DEPOT_ATTENTE=0.1;'
  return annuaire(data, ['relever', '--silencieux', ...args], { prefix: `${wait}${prefix}` })
}

/** A data folder in which the people and the file of paca were deposited and published. */
export function published(data: string): string {
  depositPeople(data)
  deposit(data, 'paca', 'ancien.csv', PACA)
  const ran = collectNow(data)
  if (ran.code !== 0) throw new Error(ran.stderr)
  return data
}

/** Names of the files of one of the folders that the product keeps, of a source. */
export function kept(
  data: string,
  folder: 'reception' | 'courants' | 'archives' | 'refuses',
  source = 'paca',
): string[] {
  const path = join(data, 'releve', folder, source)
  if (!existsSync(path)) return []
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(path, name)).isFile())
}

/** Names in the folder of the deposits of a source. */
export function stillThere(data: string, source = 'paca'): string[] {
  return readdirSync(join(data, 'depot', source)).sort()
}

/** How often something was published. */
export function publications(data: string): number {
  return history(data).length
}

/** The published accounts of paca, as the command shows them. */
export function accounts(data: string): string {
  return annuaire(data, ['comptes-declares', '--source', 'paca', '--format', 'csv']).stdout
}
