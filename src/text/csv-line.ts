import { quoted, withoutFormula } from './csv-cell.js'

/** One line for a French spreadsheet: semicolons, CRLF; a value that would be a formula is led by an apostrophe. */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`
}

function csvCell(value: string | null): string {
  if (value === null || value === '') return ''
  const safe = withoutFormula(value)
  return /[";\r\n]/.test(safe) ? quoted(safe) : safe
}
