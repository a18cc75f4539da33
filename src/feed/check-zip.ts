import { basename } from 'node:path'
import type { FeedFile } from './contract.js'
import { NATIONAL_NAMES } from './file-name.js'
import { findInZip } from './find-in-zip.js'
import { refusal } from './refusal.js'
import { zipBytes } from './zip-bytes.js'

/**
 * Reads the national files of an archive to their last byte, against the sizes and checksums that it declares.
 * @throws AnnuaireError ALIMENTATION_REFUSEE when it is no complete zip, or has none of these files
 */
export async function checkNationalZip(path: string): Promise<void> {
  const { candidates } = await findInZip(path, true)
  if (candidates.length === 0) {
    throw refusal({
      name: basename(path),
      found: 'l’archive ne contient aucun fichier national',
      expected: `au moins un fichier ${NATIONAL_NAMES}`,
      where: path,
    })
  }
  for (const { file } of candidates) await readThrough(file)
}

async function readThrough(file: FeedFile): Promise<void> {
  for await (const _ of zipBytes(file, file.location.entry!));
}
