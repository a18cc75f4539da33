import { Readable } from 'node:stream'
import { describedRules } from '../notices/described.js'
import { type Sheet, xlsx } from '../sheets/xlsx-writer.js'
import { columnLetters } from '../text/column-letters.js'
import { csvLine } from '../text/csv-line.js'
import { LOADUSER_GUIDE } from './loaduser-guide.js'
import { LOADUSER_HEADER, LOADUSER_LAYOUT } from './loaduser-layout.js'

export const LOADUSER_FORMATS = ['xlsx', 'csv'] as const
export type LoaduserFormat = (typeof LOADUSER_FORMATS)[number]

const WIDTHS = LOADUSER_HEADER.map((name) => (name === '' ? 4 : Math.max(14, name.length + 2)))

/**
 * A loaduser file, a piece at a time.
 * @param rows in the order of LOADUSER_LAYOUT @param more sheets behind the first one, for xlsx
 */
export function loaduserBook(
  format: LoaduserFormat,
  rows: Iterable<readonly string[]>,
  more: readonly Sheet[] = [],
): NodeJS.ReadableStream {
  if (format === 'csv') return Readable.from(csvLines(rows))
  return xlsx([{ name: 'loaduser', header: LOADUSER_HEADER, widths: WIDTHS, rows }, ...more])
}

/** Accounts that a source declares, as its next file may have them. @param lines cells by the name of their column */
export function* loaduserRows(lines: Iterable<Readonly<Record<string, string>>>): Generator<readonly string[]> {
  for (const line of lines) yield LOADUSER_LAYOUT.map((column) => (column === null ? '' : (line[column] ?? '')))
}

function* csvLines(rows: Iterable<readonly string[]>): Generator<string> {
  yield `\ufeff${csvLine(LOADUSER_HEADER)}`
  for (const row of rows) yield csvLine(row)
}

const isRegional = ({ fichier }: { readonly fichier: string }): boolean => fichier === 'regional'

const COLUMNS: Sheet = {
  name: 'Consignes',
  header: ['Colonne', 'Nom', 'Consigne'],
  widths: [10, 26, 110],
  rows: LOADUSER_LAYOUT.flatMap((column, at) =>
    column === null ? [] : [[columnLetters(at), LOADUSER_HEADER[at]!, LOADUSER_GUIDE[column]]],
  ),
}

const RULES: Sheet = {
  name: 'Règles',
  header: ['Code', 'Criticité', 'Règle', 'Colonnes', 'Ce qui est attendu', 'Que faire'],
  widths: [30, 16, 50, 30, 90, 90],
  rows: describedRules()
    .resultats.filter(({ colonnes }) => colonnes.length === 0 || colonnes.some(isRegional))
    .map(({ code, severite, titre, colonnes, attendu, action }) => {
      const columns = colonnes.filter(isRegional).map(({ colonne }) => colonne)
      return [code, severite, titre, columns.join(', '), attendu, action]
    }),
}

/** Sheets of the model: what each column takes, and what each rule asks. */
export const MODEL_SHEETS: readonly Sheet[] = [COLUMNS, RULES]
