import type Database from 'better-sqlite3'
import type { Target } from '../../columns/target.js'
import { type Indexed, indexRule, LAYOUT } from '../../store/layout.js'
import { readRows } from '../read-rows.js'
import { FieldWriter } from './field-writer.js'

/** Where the rows of a table are read. */
export interface Rows {
  readonly db: Database.Database
  readonly table: string
  /** Integer key, from 1 to `last`. */
  readonly key: string
  readonly last: number
  /** Row of the key 1 in the columns. */
  readonly first: number
}

/** Writes all the fields of a table that the layout takes from its cells. */
export function buildFields<T extends 'structure' | 'bal'>(table: T, rows: Rows, target: Target): void {
  const fields = (Object.keys(LAYOUT[table]) as Indexed<T>[]).filter((field) => indexRule(table, field).from !== null)
  const isApart = (field: Indexed<T>): boolean => indexRule(table, field).apart === true
  for (const apart of [true, false]) {
    const together = fields.filter((field) => isApart(field) === apart)
    buildTogether(
      together.map((field) => FieldWriter.of(table, field, apart ? rows.last : undefined)),
      rows,
      target,
    )
  }
}

function buildTogether(writers: readonly FieldWriter[], rows: Rows, target: Target): void {
  const places: number[] = []
  const cells = [rows.key]
  for (const writer of writers) {
    places.push(cells.length)
    cells.push(...writer.cells)
  }
  readRows(rows.db, rows.table, rows.key, rows.last, cells, (values) => {
    const row = Number(values[0]) - 1 + rows.first
    for (let at = 0; at < writers.length; at++) writers[at]!.add(row, values, places[at]!)
  })
  for (const writer of writers) writer.finish(target)
}
