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
  buildOrder(db, target, last)
  return last
}

/**
 * The order of names, in which structures are shown though they are numbered as the files give them: the place of each number,
 * and the number at each place; places count from 0.
 */
function buildOrder(db: Database.Database, target: Target, last: number): void {
  const places = new Uint32Array(last + 1)
  const numbers = new Uint32Array(last)
  const inOrder = db.prepare(
    `SELECT id FROM main.structure
     ORDER BY ${letters("iif(nom_plie = '', enseigne_pliee, nom_plie)")}, ${letters('ville_plie')}, code_postal, id_technique, id`,
  )
  let place = 0
  for (const id of inOrder.pluck().iterate() as Iterable<number>) {
    places[id] = place
    numbers[place++] = id
  }
  target.columns.write('structure.place', places)
  target.columns.write('structure.ordre', numbers.subarray(0, place))
}

/** What stands before the places of the words (text/words.ts). */
function letters(marked: string): string {
  return `iif(instr(${marked}, char(9)) = 0, ${marked}, substr(${marked}, 1, instr(${marked}, char(9)) - 1))`
}
