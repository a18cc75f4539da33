import type Database from 'better-sqlite3'
import type { ByteWriter } from '../byte-writer.js'
import { buildBals } from './build-bals.js'
import { buildActivites, buildProfessionnels, buildSavoirFaire } from './build-professionnels.js'
import { buildStructures } from './build-structures.js'
import { buildWords } from './build-words.js'
import { openTarget } from './target.js'

/**
 * Writes the columns, dictionaries and lists that searches run on (store/columns/) from the finished tables.
 * @param entries lengths of the prepared ones, by rank; `copy` begins to put them at the beginning of the bytes
 * @param step is told the name of each part
 */
export function buildColumns(
  db: Database.Database,
  counts: { readonly professionnels: number; readonly bals: number },
  bytes: ByteWriter,
  entries: { readonly lengths: Uint32Array; copy(): void },
  step: (name: string) => void,
): void {
  const target = openTarget(db, bytes)
  db.exec('BEGIN')
  step('colonnes des professionnels')
  buildProfessionnels(db, target, counts.professionnels)
  buildWords(db, target, 'professionnel')
  buildSavoirFaire(db, target)
  // Not earlier: the professionals take the most memory.
  entries.copy()
  step('colonnes des structures et des activités')
  const structures = buildStructures(db, target)
  buildActivites(db, target, counts.professionnels, structures)
  step('colonnes des boîtes aux lettres')
  buildBals(db, target, counts, entries.lengths)
  buildWords(db, target, 'bal')
  db.exec('COMMIT')
}
