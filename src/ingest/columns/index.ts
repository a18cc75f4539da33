import type Database from 'better-sqlite3'
import type { ByteWriter } from '../byte-writer.js'
import type { EntryDraft } from '../entry-draft.js'
import { buildBals } from './build-bals.js'
import { buildActivites, buildProfessionnels, buildSavoirFaire } from './build-professionnels.js'
import { buildStructures } from './build-structures.js'
import { buildWords } from './build-words.js'
import { openTarget } from './target.js'

/**
 * Writes the columns, dictionaries and lists that searches run on (store/columns/) from the finished tables, and puts
 * the prepared entries in their order.
 * @param step is told the name of each part
 */
export function buildColumns(
  db: Database.Database,
  counts: { readonly professionnels: number; readonly bals: number },
  bytes: ByteWriter,
  entries: EntryDraft,
  step: (name: string) => void,
): void {
  const target = openTarget(db, bytes)
  db.exec('BEGIN')
  step('colonnes des professionnels')
  buildProfessionnels(db, target, counts.professionnels)
  buildWords(db, target, 'professionnel')
  buildSavoirFaire(db, target)
  step('colonnes des structures et des activités')
  const structures = buildStructures(db, target)
  buildActivites(db, target, counts.professionnels, structures)
  step('colonnes des boîtes aux lettres')
  buildBals(db, target, counts, entries)
  buildWords(db, target, 'bal')
  db.exec('COMMIT')
}
