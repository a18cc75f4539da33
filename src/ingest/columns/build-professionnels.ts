import type Database from 'better-sqlite3'
import type { Target } from '../../columns/target.js'
import { UuidWriter } from '../../columns/uuid-writer.js'
import { professionalIdentity, uuidStart } from '../../values/index.js'
import { readRows } from '../read-rows.js'
import { buildSounds } from './build-sounds.js'
import { FieldWriter } from './field-writer.js'

/** Names, first names, types of number and UUIDs of the professionals. Rows are numbered from 0, rank from 1. */
export function buildProfessionnels(db: Database.Database, target: Target, count: number): void {
  const writers = (['nom', 'prenom', 'typeIdentifiant'] as const).map((field) =>
    FieldWriter.of('professionnel', field, count),
  )
  const [noms, prenoms, types] = writers as [FieldWriter, FieldWriter, FieldWriter]
  const uuids = new UuidWriter(count)
  const columns = [...writers.flatMap(({ cells }) => cells), 'identifiant']
  let row = 0
  readRows(db, 'main.professionnel', 'rang', count, columns, (cells) => {
    for (let at = 0; at < writers.length; at++) writers[at]!.add(row, cells, at)
    uuids.push(uuidStart(professionalIdentity(cells[writers.length]!)))
    row++
  })
  uuids.finish(target, 'professionnel.uuid')
  noms.finish(target, (values) => buildSounds(target, 'professionnel', 'nom', values))
  prenoms.finish(target, (values) => buildSounds(target, 'professionnel', 'prenom', values))
  types.finish(target)
}
