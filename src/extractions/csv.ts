/** What would be run as a formula by a spreadsheet (OWASP ASVS 5.0, 1.2.10). */
const FORMULA = /^[=+\-@\t\r]/

/** One line for a French spreadsheet: semicolons, CRLF; a value that would be a formula is led by an apostrophe. */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`
}

function csvCell(value: string | null): string {
  if (value === null || value === '') return ''
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
