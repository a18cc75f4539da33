import { posix } from 'node:path'
import { NATIONAL } from '../values/index.js'
import { kindByColumns } from './by-columns.js'
import type { Found } from './candidates.js'
import { dateInName, nationalKind } from './file-name.js'
import { openArchive } from './zip.js'

/** The national files of an archive; its other entries are ignored. */
export async function findInZip(path: string, explicit: boolean): Promise<Found> {
  const { zip, entries } = await openArchive(path)
  zip.close()
  const found: Found = { candidates: [], ignored: [] }
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue
    const name = posix.basename(entry.fileName)
    const kind = nationalKind(name) ?? (await kindByColumns(name, path, entry.fileName))
    if (kind === null) {
      found.ignored.push({ name: entry.fileName, reason: 'ce n’est pas un fichier national connu' })
      continue
    }
    const date = dateInName(name) ?? entry.getLastModDate().toISOString()
    const location = { path, entry: entry.fileName }
    const file = { name, kind, source: NATIONAL, date, bytes: entry.uncompressedSize, location }
    found.candidates.push({ file, explicit })
  }
  return found
}
