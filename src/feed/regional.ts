import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { closeNames } from '../text/close-names.js'
import type { FeedFile, RegionalInput } from './contract.js'
import { dateInName, extensionOf } from './file-name.js'
import { refusal, systemFault } from './refusal.js'

const CSV_EXPECTED = 'un fichier CSV (séparateur « ; », « , » ou tabulation)'

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
  refuseWorkbook(name, path)
  if (extensionOf(name) === 'zip') {
    throw refusal({ name, found: 'c’est une archive zip', expected: CSV_EXPECTED, where: path })
  }
  const date = dateInName(name) ?? found.mtime.toISOString()
  return { name, kind: 'regional', source, date, bytes: found.size, location: { path, entry: null } }
}

export function isWorkbook(name: string): boolean {
  return ['xlsx', 'xls', 'ods'].includes(extensionOf(name))
}

export const WORKBOOK_REASON = 'un classeur n’est pas encore lu : enregistrez-le au format CSV'

export function refuseWorkbook(name: string, path: string): void {
  if (!isWorkbook(name)) return
  const format = extensionOf(name).toUpperCase()
  throw refusal({
    name,
    found: `le format ${format} n’est pas encore lu`,
    expected: 'le même tableau enregistré au format CSV',
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
