import { fold } from '../text/fold.js'
import { exceptionOf } from './postcode-exceptions.js'
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

/** A place in France, as far as it is known. */
export interface Place {
  /** INSEE's, 5 characters. */
  readonly codeCommune: string | null
  readonly codePostal: string | null
  /** Name of the city, CEDEX or not. */
  readonly commune: string | null
}

/**
 * The département of a place in France, from its INSEE commune code, else from its postcode: its first digits, save where
 * the table of exceptions says otherwise (a commune served from across the border of its département, Corsica, CEDEX
 * codes, overseas collectivities, Monaco).
 * @returns null when neither says
 */
export function departementOf({ codeCommune, codePostal, commune }: Place): string | null {
  if (codeCommune !== null && codeCommune.length === 5) {
    const code = FORMER_COMMUNES.get(codeCommune) ?? known(prefix(codeCommune))
    if (code !== null) return code
  }
  if (codePostal === null || codePostal.length !== 5) return null
  return exceptionOf(codePostal, commune) ?? known(prefix(codePostal))
}

/** Communes of Guadeloupe until 2007, collectivities since: Saint-Barthélemy and Saint-Martin. */
const FORMER_COMMUNES: ReadonlyMap<string, string> = new Map([
  ['97123', '977'],
  ['97127', '978'],
])

/** Codes that TRE_G09 keeps for old data, and today's. */
const OLD: ReadonlyMap<string, string | null> = new Map([
  ['20', null],
  ['985', '976'],
])

function known(code: string): string | null {
  const today = OLD.get(code)
  if (today !== undefined) return today
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
