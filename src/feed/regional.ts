import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { closeNames } from '../text/close-names.js'
import type { FeedFile, RegionalInput } from './contract.js'
import { dateInName, extensionOf } from './file-name.js'
import { refusal, systemFault } from './refusal.js'

const CSV_EXPECTED = 'un fichier CSV (séparateur « ; », « , » ou tabulation) ou un classeur XLSX'
const SAVE_AS = 'le même tableau en XLSX (dans le tableur : Enregistrer sous… XLSX)'
/** Workbooks of other formats, and those with macros. */
const OTHER_WORKBOOKS: ReadonlySet<string> = new Set(['xls', 'xlsm', 'xlsb', 'ods', 'fods', 'numbers'])

/** A regional deposit named with its source. */
export async function regionalFile(input: RegionalInput, knownSources: readonly string[]): Promise<FeedFile> {
  const { source, path } = input
  const name = basename(path)
  if (!knownSources.includes(source)) throw unknownSource(name, path, source, knownSources)
  const found = await stat(path).catch((cause: unknown) => {
    throw refusal({ name, found: systemFault(cause), expected: CSV_EXPECTED, where: path, cause })
  })
  if (found.isDirectory()) throw refusal({ name, found: 'c’est un dossier', expected: CSV_EXPECTED, where: path })
  if (!found.isFile()) {
    throw refusal({ name, found: 'ce n’est pas un fichier ordinaire', expected: CSV_EXPECTED, where: path })
  }
  refuseOtherWorkbook(name, path)
  if (extensionOf(name) === 'zip') {
    throw refusal({ name, found: 'c’est une archive zip', expected: CSV_EXPECTED, where: path })
  }
  const date = dateInName(name) ?? found.mtime.toISOString()
  return { name, kind: 'regional', source, date, bytes: found.size, location: { path, entry: null } }
}

/** The regional files that are read, by the ending of their names. */
export function isRegionalFile(name: string): boolean {
  return ['csv', 'xlsx'].includes(extensionOf(name))
}

export function isOtherWorkbook(name: string): boolean {
  return OTHER_WORKBOOKS.has(extensionOf(name))
}

export const OTHER_WORKBOOK_REASON = 'ce format de classeur n’est pas lu : dans le tableur, Enregistrer sous… XLSX'

export function refuseOtherWorkbook(name: string, path: string): void {
  if (!isOtherWorkbook(name)) return
  throw refusal({
    name,
    found: `le format ${extensionOf(name).toUpperCase()} n’est pas lu`,
    expected: SAVE_AS,
    where: path,
  })
}

function unknownSource(name: string, path: string, source: string, known: readonly string[]) {
  const close = closeNames(source, known).map((one) => `« ${one} »`)
  const hint = close.length === 0 ? '' : ` ; vouliez-vous dire ${close.join(' ou ')} ?`
  return refusal({
    name,
    found: `source inconnue « ${source} »${hint}`,
    expected: `une des sources connues (${known.join(', ')}) ; le réglage ANNUAIRE_SOURCES en ajoute d’autres`,
    where: path,
  })
}
