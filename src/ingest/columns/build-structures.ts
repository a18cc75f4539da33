import type Database from 'better-sqlite3'
import { DictionaryWriter } from '../../columns/dictionary-writer.js'
import { postingsOf } from '../../columns/postings-writer.js'
import type { Target } from '../../columns/target.js'
import { writeLists } from './build-professionnels.js'
import { readRows } from './read-rows.js'
import { TelephoneBuilder } from './telephone-builder.js'

/** Places, names and numbers of the structures; rows are numbered as they are, from 1. @returns the highest number */
export function buildStructures(db: Database.Database, target: Target): number {
  const last = db.prepare('SELECT ifnull(max(id), 0) FROM main.structure').pluck().get() as number
  const places = ['departement', 'codePostal', 'ville'].map((field) => new DictionaryWriter(`structure.${field}`))
  // Raison sociale and enseigne are searched as one: they share a dictionary.
  const names = new DictionaryWriter('structure.structure')
  const numbers = ['telephone', 'telecopie'].map((field) => new TelephoneBuilder(`structure.${field}`))
  let next = 0
  const push = (id: number, cells: readonly string[]): void => {
    for (const [index, place] of places.entries()) place.push(cells[index + 1]!)
    names.push(cells[4]!)
    names.push(cells[5]!)
    next = id + 1
  }
  const absent = ['', '', '', '', '', '']
  const columns = [
    'id',
    'departement',
    'code_postal',
    'ville_plie',
    'nom_plie',
    'enseigne_pliee',
    'telephones',
    'telecopie',
  ]
  readRows(db, 'main.structure', 'id', last, columns, (cells) => {
    const id = Number(cells[0])
    while (next < id) push(next, absent)
    push(id, cells)
    for (const [index, builder] of numbers.entries()) builder.add(id, cells[6 + index]!)
  })
  for (const builder of numbers) builder.finish(target)
  for (const [index, field] of ['departement', 'codePostal', 'ville'].entries()) {
    writeLists(target, `structure.${field}`, places[index]!.finish(target, field === 'ville'))
  }
  const both = names.finish(target, true)
  const half = (offset: 0 | 1) => ({ ...both, rows: both.rows.filter((_, at) => (at & 1) === offset) })
  postingsOf(target, 'structure.structure', both.size, both.empty, [half(0), half(1)])
  return last
}
