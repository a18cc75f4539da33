import type Database from 'better-sqlite3'
import { DictionaryWriter } from '../../columns/dictionary-writer.js'
import { numbers, typeFor } from '../../columns/numbers.js'
import { PairWriter } from '../../columns/pair-writer.js'
import { writePostings } from '../../columns/postings-writer.js'
import type { Target } from '../../columns/target.js'
import { type Indexed, indexRule, LAYOUT, nameOf } from '../../store/layout.js'
import type { PersonLists } from '../person-lists.js'

/** What people do, by the ranks that they have. */
export interface Practice {
  readonly db: Database.Database
  /** Person of each rank. */
  readonly persons: Uint32Array
  /** Exercice and structure of each activity of a person. */
  readonly activites: PersonLists
}

/** Fields of the situations in which people practise. */
export const OF_SITUATION = Object.keys(LAYOUT.exercice) as Indexed<'exercice'>[]

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
  const pairs = new PairWriter(nameOf('professionnel', 'specialite'))
  for (let row = 0; row < persons.length; row++) {
    for (const id of savoirFaire.of(persons[row]!)) pairs.add(row, codes[id]!)
  }
  pairs.finish(target)
}

/**
 * Situation and structure of each activity, and which activities are a person's.
 * @param structures highest number of one
 */
export function buildActivites(target: Target, { db, persons, activites }: Practice, structures: number): void {
  const starts = new Uint32Array(persons.length + 1)
  const exerciceOf = new Uint32Array(activites.size)
  const structureOf = numbers(typeFor(structures), activites.size)
  let activity = 0
  for (let row = 0; row < persons.length; row++) {
    const pairs = activites.of(persons[row]!)
    for (let at = 0; at < pairs.length; at += 2) {
      exerciceOf[activity] = pairs[at]!
      structureOf[activity++] = pairs[at + 1]!
    }
    starts[row + 1] = activity
  }
  target.columns.write('professionnel.activites', starts)
  target.columns.write('activite.structure', structureOf)
  const each = (take: (row: number, activity: number) => void): void => {
    for (let row = 0; row < persons.length; row++) {
      for (let at = starts[row]!; at < starts[row + 1]!; at++) take(row, at)
    }
  }
  for (const field of OF_SITUATION) buildSituation(db, target, field, exerciceOf, each)
  writePostings(target, 'professionnel.structure', structures + 1, (take) => {
    each((row, at) => {
      if (structureOf[at] !== 0) take(row, structureOf[at]!)
    })
  })
}

/** One field of the situations: its value in each activity, and the people of each value. */
function buildSituation(
  db: Database.Database,
  target: Target,
  field: Indexed<'exercice'>,
  exerciceOf: Uint32Array,
  each: (take: (row: number, activity: number) => void) => void,
): void {
  const values = valuesOfExercices(db, field)
  const name = nameOf('exercice', field)
  const writer = new DictionaryWriter(name, exerciceOf.length)
  for (const exercice of exerciceOf) writer.push(values[exercice]!)
  const numbered = writer.finish(target, false)
  target.columns.write(`activite.${field}`, numbered.rows)
  writePostings(target, name, numbered.size, (take) => {
    each((row, at) => {
      if (numbered.rows[at] !== numbered.empty) take(row, numbered.rows[at]!)
    })
  })
}

/** What each exercice says of a field; '' when it says nothing. */
export function valuesOfExercices(db: Database.Database, field: Indexed<'exercice'>): readonly string[] {
  return textsById(db, `SELECT id, ifnull(${indexRule('exercice', field).from}, '') FROM main.exercice`)
}

/** Texts of a small table, at the places of their numbers. */
function textsById(db: Database.Database, sql: string): readonly string[] {
  const texts: string[] = []
  for (const [id, text] of db.prepare(sql).raw().all() as [number, string][]) texts[id] = text
  return texts
}
