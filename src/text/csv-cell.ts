/** What would be run as a formula by a spreadsheet (OWASP ASVS 5.0, 1.2.10). */
const FORMULA = /^[=+\-@\t\r]/

/** A text as a cell of CSV shows it: what would be a formula is led by an apostrophe. */
export function withoutFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
