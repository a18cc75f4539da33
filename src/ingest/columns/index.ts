import type Database from 'better-sqlite3'
import type { ByteWriter } from '../../columns/byte-writer.js'
import { openTarget } from '../../columns/target.js'
import { type PeopleLists, personsByRank } from '../people-draft.js'
import type { RecordDates } from '../records/index.js'
import { buildActivites, buildSavoirFaire } from './build-activites.js'
import { buildBals } from './build-bals.js'
import { buildDates } from './build-dates.js'
import { buildProfessionnels } from './build-professionnels.js'
import { buildStructures } from './build-structures.js'
import { buildWords } from './build-words.js'

export interface Built {
  readonly db: Database.Database
  /** Where the columns go. */
  readonly bytes: ByteWriter
  readonly people: PeopleLists
  /** Lengths of the prepared ones, by rank; `copy` begins to put them at the beginning of the bytes. */
  readonly entries: { readonly lengths: Uint32Array; copy(): void }
  /** Compares the records with those that are published, and says when each was changed. @param persons by rank */
  readonly compare: (persons: Uint32Array) => RecordDates
}

/**
 * Writes the columns, dictionaries and lists that searches run on (columns/) from the finished tables.
 * @param step gets the name of each part
 */
export function buildColumns(
  { db, bytes, people, entries, compare }: Built,
  counts: { readonly professionnels: number; readonly bals: number },
  step: (name: string) => void,
): void {
  const target = openTarget(db, bytes)
  db.exec('BEGIN')
  step('colonnes des professionnels')
  buildProfessionnels(db, target, counts.professionnels)
  buildWords(db, target, 'professionnel')
  const persons = personsByRank(db, counts.professionnels)
  buildSavoirFaire(db, target, persons, people.savoirFaire)
  // Not earlier: the professionals take the most memory.
  entries.copy()
  step('colonnes des structures et des activités')
  const structures = buildStructures(db, target)
  const practice = { db, persons, activites: people.activites }
  buildActivites(target, practice, structures)
  step('colonnes des boîtes aux lettres')
  buildBals(target, practice, counts.bals, entries.lengths)
  buildWords(db, target, 'bal')
  step('comparaison avec ce qui est publié')
  buildDates(target, compare(persons))
  db.exec('COMMIT')
}
