import type Database from 'better-sqlite3'
import { DictionaryWriter } from '../../columns/dictionary-writer.js'
import { numbers, typeFor } from '../../columns/numbers.js'
import { PairWriter } from '../../columns/pair-writer.js'
import { writePostings } from '../../columns/postings-writer.js'
import type { Target } from '../../columns/target.js'
import type { PersonLists } from '../person-lists.js'

/**
 * Specialties of the professionals.
 * @param persons by rank
 */
export function buildSavoirFaire(
  db: Database.Database,
  target: Target,
  persons: Uint32Array,
  savoirFaire: PersonLists,
): void {
  const codes = textsById(db, 'SELECT id, code FROM main.savoir_faire')
  const pairs = new PairWriter('professionnel.specialite')
  for (let row = 0; row < persons.length; row++) {
    for (const id of savoirFaire.of(persons[row]!)) pairs.add(row, codes[id]!)
  }
  pairs.finish(target)
}

/**
 * Profession and structure of each activity, and which activities are a person's.
 * @param persons by rank
 * @param structures highest number of one
 */
export function buildActivites(
  db: Database.Database,
  target: Target,
  persons: Uint32Array,
  activites: PersonLists,
  structures: number,
): void {
  const professionOf = textsById(db, "SELECT id, ifnull(profession, '') FROM main.exercice")
  const starts = new Uint32Array(persons.length + 1)
  const builder = new DictionaryWriter('professionnel.profession', activites.size)
  const structureOf = numbers(typeFor(structures), activites.size)
  let activity = 0
  for (let row = 0; row < persons.length; row++) {
    const pairs = activites.of(persons[row]!)
    for (let at = 0; at < pairs.length; at += 2) {
      builder.push(professionOf[pairs[at]!]!)
      structureOf[activity++] = pairs[at + 1]!
    }
    starts[row + 1] = activity
  }
  const professions = builder.finish(target, false)
  target.columns.write('professionnel.activites', starts)
  target.columns.write('activite.profession', professions.rows)
  target.columns.write('activite.structure', structureOf)
  const each = (take: (row: number, activity: number) => void): void => {
    for (let row = 0; row < persons.length; row++) {
      for (let at = starts[row]!; at < starts[row + 1]!; at++) take(row, at)
    }
  }
  writePostings(target, 'professionnel.profession', professions.size, (take) => {
    each((row, at) => {
      if (professions.rows[at] !== professions.empty) take(row, professions.rows[at]!)
    })
  })
  writePostings(target, 'professionnel.structure', structures + 1, (take) => {
    each((row, at) => {
      if (structureOf[at] !== 0) take(row, structureOf[at]!)
    })
  })
}

/** Texts of a small table, at the places that their numbers tell. */
function textsById(db: Database.Database, sql: string): readonly string[] {
  const texts: string[] = []
  for (const [id, text] of db.prepare(sql).raw().all() as [number, string][]) texts[id] = text
  return texts
}
