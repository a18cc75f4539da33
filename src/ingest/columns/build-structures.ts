import type Database from 'better-sqlite3'
import type { Target } from '../../columns/target.js'
import { cellOf } from '../../text/cells.js'
import { buildFields } from './build-fields.js'

/** Places, names and numbers of the structures; rows are numbered as they are, from 1. @returns the highest number */
export function buildStructures(db: Database.Database, target: Target): number {
  const last = db.prepare('SELECT ifnull(max(id), 0) FROM main.structure').pluck().get() as number
  // What is shown of a structure is one text (records/structure-display.ts): its cells stand nowhere else.
  db.function('cellule', { deterministic: true }, (affichage, place) => cellOf(affichage as string, place as number))
  buildFields('structure', { db, table: 'main.structure', key: 'id', last, first: 1 }, target)
  return last
}
