import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { NATIONAL } from '../values/index.js'
import { KNOWN_COLUMNS, kindByColumns } from './by-columns.js'
import { type Candidate, type Found, locationKey, newestOfEach } from './candidates.js'
import type { Discovery, RegionalInput } from './contract.js'
import { extensionOf, NATIONAL_NAMES, nationalKind, WHITE_LIST_NAME } from './file-name.js'
import { findInFolder } from './find-in-folder.js'
import { findInZip } from './find-in-zip.js'
import { nationalDate } from './national-date.js'
import { refusal, systemFault } from './refusal.js'
import { isRegionalFile, refuseOtherWorkbook, regionalFile } from './regional.js'

/**
 * From what the user named to the files to load: the newest of each national kind, and one for each regional source, in the
 * order of FEED_KINDS.
 * @throws AnnuaireError ALIMENTATION_REFUSEE saying what was expected, what was found and where
 */
export async function discover(
  paths: readonly string[],
  regional: readonly RegionalInput[],
  knownSources: readonly string[],
): Promise<Discovery> {
  const candidates: Candidate[] = []
  const ignored: Found['ignored'] = []
  for (const path of paths) {
    const found = await findAt(resolve(path), knownSources)
    candidates.push(...found.candidates)
    ignored.push(...found.ignored)
  }
  for (const input of regional) {
    const file = await regionalFile({ ...input, path: resolve(input.path) }, knownSources)
    candidates.push({ file, explicit: true })
  }
  // The same file may be named twice, itself and by its folder. The first one said to be explicit counts.
  const distinct = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const key = locationKey(candidate.file)
    if (candidate.explicit || !distinct.has(key)) distinct.set(key, candidate)
  }
  const { files, older } = newestOfEach([...distinct.values()])
  return { files, ignored: [...ignored, ...older] }
}

async function findAt(path: string, knownSources: readonly string[]): Promise<Found> {
  const name = basename(path)
  const expected = `un dossier, une archive zip, un fichier ${NATIONAL_NAMES}, ou ${WHITE_LIST_NAME}`
  const found = await stat(path).catch((cause: unknown) => {
    throw refusal({ name, found: systemFault(cause), expected, where: path, cause })
  })
  if (found.isDirectory()) return findInFolder(path, knownSources)
  // Opening a named pipe would wait for ever.
  if (!found.isFile()) throw refusal({ name, found: 'ce n’est pas un fichier ordinaire', expected, where: path })
  refuseOtherWorkbook(name, path)
  if (extensionOf(name) === 'zip') return findInNamedZip(path)
  const kind = nationalKind(name) ?? (await kindByColumns(name, path, null))
  if (kind === null) {
    const csv = isRegionalFile(name) ? ' ; un dépôt régional se donne avec le nom de sa source' : ''
    throw refusal({
      name,
      found: 'ce nom n’est celui d’aucun fichier national',
      expected: `${expected}, ou ${KNOWN_COLUMNS}${csv}`,
      where: path,
    })
  }
  const date = await nationalDate(kind, path, found.mtime)
  const file = { name, kind, source: NATIONAL, date, bytes: found.size, location: { path, entry: null } }
  return { candidates: [{ file, explicit: true }], ignored: [] }
}

async function findInNamedZip(path: string): Promise<Found> {
  const found = await findInZip(path, true)
  if (found.candidates.length > 0) return found
  const names = found.ignored.map(({ name }) => name).join(', ')
  throw refusal({
    name: basename(path),
    found: names === '' ? 'l’archive est vide' : `l’archive ne contient que : ${names.slice(0, 500)}`,
    expected: `au moins un fichier ${NATIONAL_NAMES}`,
    where: path,
  })
}
