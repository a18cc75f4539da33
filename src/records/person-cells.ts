import type { Row } from '../feed/row.js'
import type { ColumnSpec } from './columns.js'
import type { ReadingContext } from './context.js'
import { type Identifier, parseIdentifier } from './identifier.js'

/** The columns that every PS_LibreAcces file starts with. */
export const IDENTIFIER_COLUMNS = {
  typeIdentifiant: { names: ["Type d'identifiant PP"] },
  identifiant: { names: ['Identifiant PP'] },
  national: { names: ['Identification nationale PP'] },
} as const satisfies ColumnSpec

/** Where they are in a file. */
export type IdentifierColumns = Readonly<Record<keyof typeof IDENTIFIER_COLUMNS, number>>

/**
 * The identifier of a line, from the identification nationale, else from type and number.
 * @returns null when the line has been refused
 */
export function readIdentifier(row: Row, at: IdentifierColumns, context: ReadingContext): Identifier | null {
  const type = row.cells[at.typeIdentifiant]!
  const number = row.cells[at.identifiant]!
  const national = row.cells[at.national]!
  if (national === '' && number === '') {
    context.refuse('IDENTIFIANT_PP_ABSENT', row, 'Identification nationale PP', '')
    return null
  }
  const composed = number === '' ? national : `${type}${number}`
  if (national !== '' && national !== composed) {
    context.refuse(
      'IDENTIFIANT_PP_MALFORME',
      row,
      'Identification nationale PP',
      national,
      `type et numéro : ${composed}`,
    )
    return null
  }
  const identifier = parseIdentifier(composed)
  if (identifier === null) context.refuse('IDENTIFIANT_PP_MALFORME', row, 'Identification nationale PP', composed)
  return identifier
}

/** Refuses a line that has not the header's number of cells. */
export function hasAllCells(row: Row, columns: number, context: ReadingContext): boolean {
  if (row.cells.length === columns) return true
  return context.refuse('LIGNE_TRONQUEE', row, null, null, `${columns} valeurs attendues, ${row.cells.length} trouvées`)
}

/**
 * The person of a line of a file that completes the activity file.
 * @returns the order of arrival; null when the line has been refused
 */
export function readKnownPerson(
  row: Row,
  at: IdentifierColumns,
  columns: number,
  context: ReadingContext,
): number | null {
  if (!hasAllCells(row, columns, context)) return null
  const identifier = readIdentifier(row, at, context)
  if (identifier === null) return null
  const person = context.people.get(identifier.key)
  if (person !== -1) return person
  context.refuse('PROFESSIONNEL_INCONNU', row, 'Identification nationale PP', identifier.national)
  return null
}
