import type { Row } from '../feed/row.js'
import { type Reading, readAdeli, readLine, readNational, readRpps } from '../values/index.js'
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
 * The identifier of a line, from the identification nationale, else from type and number; both must agree.
 * @returns null when the line has been refused
 */
export function readIdentifier(row: Row, at: IdentifierColumns, context: ReadingContext): Identifier | null {
  const type = row.cells[at.typeIdentifiant]!
  const number = row.cells[at.identifiant]!
  const national = row.cells[at.national]!
  const composed = number === '' ? national : `${type}${number}`
  if (national === '' || national === composed) {
    const identifier = parseIdentifier(composed)
    if (identifier !== null) return identifier
  }
  const read = readParts(type, number, national)
  if (read.repaired !== null)
    context.remark('VALEUR_REPAREE', row, 'Identification nationale PP', composed, read.repaired)
  const identifier = read.value === null ? null : parseIdentifier(read.value)
  if (identifier !== null) return identifier
  if (read.fault === null && read.value === null) {
    context.refuse('IDENTIFIANT_PP_ABSENT', row, 'Identification nationale PP', '')
  } else {
    context.refuse('IDENTIFIANT_PP_MALFORME', row, 'Identification nationale PP', national || composed, read.fault)
  }
  return null
}

/** Type, number and the two joined, as people and spreadsheets write them. */
export function readParts(type: string, number: string, national: string): Reading<string> {
  const joined = readNational(national)
  if (joined.fault !== null) return joined
  const bare = readNumber(type, number)
  if (bare.fault !== null) return bare
  const repaired = joined.repaired ?? bare.repaired
  if (joined.value !== null && bare.value !== null && joined.value !== bare.value) {
    return { value: null, repaired: null, fault: `type et numéro : ${bare.value}` }
  }
  return { value: joined.value ?? bare.value, repaired, fault: null }
}

/** The identification nationale that a type and a number make. */
function readNumber(type: string, number: string): Reading<string> {
  const digit = readLine(type).value?.slice(0, 1) ?? ''
  if (digit === '8' || (digit === '' && number !== '')) return withType('8', readRpps(number))
  if (digit === '0') return withType('0', unpadded(number))
  const { value } = readLine(number)
  return value === null
    ? readRpps(null)
    : { value: null, repaired: null, fault: `type d’identifiant « ${digit} » inconnu` }
}

/** National files have not been through a spreadsheet that loses zeros: an ADELI of eight characters is a wrong one. */
function unpadded(number: string): Reading<string> {
  const read = readAdeli(number)
  const lost = read.value !== null && number.replace(/\W/g, '').length < read.value.length
  return lost ? { value: null, repaired: null, fault: 'huit caractères ; attendu : 9 chiffres ou lettres' } : read
}

function withType(type: string, read: Reading<string>): Reading<string> {
  return read.value === null ? read : { ...read, value: `${type}${read.value}` }
}

/**
 * The person of a line of a file that completes the activity file.
 * @returns the order of arrival; null when the line has been refused
 */
export function readKnownPerson(row: Row, at: IdentifierColumns, context: ReadingContext): number | null {
  const identifier = readIdentifier(row, at, context)
  if (identifier === null) return null
  const person = context.people.get(identifier.key)
  if (person !== -1) return person
  context.refuse('PROFESSIONNEL_INCONNU', row, 'Identification nationale PP', identifier.national)
  return null
}
