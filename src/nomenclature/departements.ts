import { fold } from '../text/fold.js'
import { readTable } from './table-file.js'

export interface Departement {
  readonly code: string
  readonly libelle: string
  readonly region: string | null
}

const TABLE: readonly Departement[] = readDepartements()
const KNOWN: ReadonlyMap<string, string> = new Map(TABLE.map(({ code, libelle }) => [code, libelle]))
// Monaco has two codes in the table: its postcode is the one that is served.
const BY_LABEL: ReadonlyMap<string, string> = new Map(
  TABLE.toReversed().map(({ code, libelle }) => [fold(libelle), code]),
)
/** As they are folded into the name that follows: LA REUNION, L'AIN, LES LANDES. */
const ARTICLES = ['LA', 'LES', 'LE', 'L']

/** Every département and overseas territory, in code order. */
export function departements(): readonly Departement[] {
  return TABLE
}

export function departementLabel(code: string): string | null {
  return KNOWN.get(code) ?? null
}

/**
 * The département of a place, from its INSEE commune code, else from its postcode. Corsica's postcodes tell 2A (20000
 * to 20199) from 2B; overseas ones need three digits; a CEDEX postcode keeps its département's digits.
 * @returns null when neither tells
 */
export function departementOf(place: { codeCommune: string | null; codePostal: string | null }): string | null {
  const { codeCommune, codePostal } = place
  if (codeCommune !== null && codeCommune.length === 5) {
    const code = prefix(codeCommune)
    if (KNOWN.has(code)) return code
  }
  if (codePostal === null || codePostal.length !== 5) return null
  const code = codePostal.startsWith('20') ? (codePostal < '20200' ? '2A' : '2B') : prefix(codePostal)
  return KNOWN.has(code) ? code : null
}

/** The code of a département by its name, with or without its article; null when it is none. */
export function departementByName(name: string): string | null {
  const folded = fold(name)
  const code = BY_LABEL.get(folded)
  if (code !== undefined) return code
  const article = ARTICLES.find((one) => folded.startsWith(one) && BY_LABEL.has(folded.slice(one.length)))
  return article === undefined ? null : BY_LABEL.get(folded.slice(article.length))!
}

/** The code of a département written as `1`, `01`, `2a` or by its name; null when it is none. */
export function departementCode(written: string): string | null {
  const value = written.trim().toUpperCase()
  if (KNOWN.has(value)) return value
  if (KNOWN.has(`0${value}`)) return `0${value}`
  return BY_LABEL.get(fold(written)) ?? null
}

function prefix(code: string): string {
  return code.startsWith('97') || code.startsWith('98') ? code.slice(0, 3) : code.slice(0, 2)
}

function readDepartements(): Departement[] {
  const regions = new Map(readTable('departements-regions_instamed.csv').map((row) => [row['code'], row['region']]))
  return readTable('TRE_G09-DepartementOM.csv').map((row) => ({
    code: row['code']!,
    libelle: row['libelle']!,
    region: regions.get(row['code']) || null,
  }))
}
