import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AnnuaireError } from '../errors.js'
import { NATIONAL } from '../values/index.js'
import { kindByColumns } from './by-columns.js'
import type { Found } from './candidates.js'
import { extensionOf, isNationalArchive, NATIONAL_NAMES, nationalKind } from './file-name.js'
import { findInZip } from './find-in-zip.js'
import { nationalDate } from './national-date.js'
import { refusal, systemFault } from './refusal.js'
import { isOtherWorkbook, isRegionalFile, OTHER_WORKBOOK_REASON, regionalFile } from './regional.js'

/** What `annuaire telecharger` keeps beside its files: it is no file of anybody's. */
export const DOWNLOAD_STATE = '.telechargements.json'
const OWN = /^\.telechargements\.(?:json|verrou)/
const REGIONAL = 'regional'
const UNREADABLE = 'ce n’est pas un fichier ordinaire, ou son lien ne mène nulle part'
const EXPECTED = `un dossier qui contient ${NATIONAL_NAMES}, une archive zip, ou un sous-dossier « ${REGIONAL} » de fichiers <source>.csv ou <source>.xlsx`

/** The files of a folder: the national ones and archives beside each other, the regional ones under `regional/`. */
export async function findInFolder(path: string, knownSources: readonly string[]): Promise<Found> {
  const found: Found = { candidates: [], ignored: [] }
  const entries = await list(path)
  if (basename(path).toLowerCase() === REGIONAL) await addRegional(found, path, entries, knownSources)
  else for (const entry of entries) await addEntry(found, path, entry, knownSources)
  if (found.candidates.length === 0) {
    const seen = found.ignored.map(({ name, reason }) => `${name} (${reason})`).join(', ')
    const what =
      seen === '' ? 'le dossier est vide' : `le dossier ne contient rien d’utilisable : ${seen.slice(0, 500)}`
    throw refusal({ name: basename(path), found: what, expected: EXPECTED, where: path })
  }
  return found
}

interface Listed {
  readonly name: string
  readonly sort: 'folder' | 'file' | 'other'
  readonly bytes: number
  readonly modified: Date
}

async function list(path: string): Promise<Listed[]> {
  try {
    const names = (await readdir(path)).filter((name) => !OWN.test(name)).sort()
    // stat follows links: a linked file is as good as another.
    return await Promise.all(
      names.map(async (name) => {
        // A link to nothing is no reason to refuse its neighbours.
        const found = await stat(join(path, name)).catch(() => null)
        const sort = found?.isDirectory() ? 'folder' : found?.isFile() ? 'file' : 'other'
        return { name, sort, bytes: found?.size ?? 0, modified: found?.mtime ?? new Date(0) }
      }),
    )
  } catch (cause) {
    throw refusal({ name: basename(path), found: systemFault(cause), expected: EXPECTED, where: path, cause })
  }
}

async function addEntry(found: Found, folder: string, entry: Listed, knownSources: readonly string[]): Promise<void> {
  const { name } = entry
  const path = join(folder, name)
  if (entry.sort === 'folder') {
    if (name.toLowerCase() === REGIONAL) return addRegional(found, path, await list(path), knownSources)
    found.ignored.push({ name: `${name}/`, reason: `sous-dossier non parcouru (seul « ${REGIONAL} » l’est)` })
    return
  }
  if (entry.sort === 'other') {
    found.ignored.push({ name, reason: UNREADABLE })
    return
  }
  if (extensionOf(name) === 'zip') return addArchive(found, name, path)
  const kind = nationalKind(name) ?? (await kindByColumns(name, path, null))
  if (kind === null) {
    found.ignored.push({ name, reason: reasonFor(name) })
    return
  }
  const date = await nationalDate(kind, path, entry.modified)
  const file = { name, kind, source: NATIONAL, date, bytes: entry.bytes, location: { path, entry: null } }
  found.candidates.push({ file, explicit: false })
}

/** A folder of downloads holds archives of all sorts: only those of the ANS must be sound. */
async function addArchive(found: Found, name: string, path: string): Promise<void> {
  try {
    const inside = await findInZip(path, false)
    found.candidates.push(...inside.candidates)
    if (inside.candidates.length > 0) found.ignored.push(...inside.ignored)
    else found.ignored.push({ name, reason: 'archive sans fichier national connu' })
  } catch (error) {
    if (isNationalArchive(name) || !(error instanceof AnnuaireError)) throw error
    found.ignored.push({ name, reason: error.message })
  }
}

async function addRegional(found: Found, folder: string, entries: Listed[], knownSources: readonly string[]) {
  for (const { name, sort } of entries) {
    if (sort !== 'file' || !isRegionalFile(name)) {
      const reason = sort === 'folder' ? 'sous-dossier non parcouru' : sort === 'other' ? UNREADABLE : reasonFor(name)
      found.ignored.push({ name: `${REGIONAL}/${name}`, reason })
      continue
    }
    const source = name.slice(0, name.lastIndexOf('.')).toLowerCase()
    const file = await regionalFile({ source, path: join(folder, name) }, knownSources)
    found.candidates.push({ file, explicit: false })
  }
}

function reasonFor(name: string): string {
  if (isOtherWorkbook(name)) return OTHER_WORKBOOK_REASON
  if (isRegionalFile(name)) return `un dépôt régional se range dans le sous-dossier « ${REGIONAL} »`
  return 'ce n’est pas un fichier d’alimentation connu'
}
