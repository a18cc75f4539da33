import type { Alimentation, Avis } from '../resources/report.js'
import { quoted, withoutFormula } from '../text/csv-cell.js'
import { NOTICE_HEADER, noticeRows } from './notice-rows.js'

/** One line for each notice, for a French spreadsheet: semicolons, CRLF and a BOM. */
export function renderCsv(alimentation: Alimentation, avis: readonly Avis[]): string {
  return csvTable([NOTICE_HEADER, ...noticeRows(alimentation, avis)])
}

/** A table whose cells all stand in quotes, with a BOM. */
export function csvTable(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

function cell(value: string): string {
  return quoted(withoutFormula(value))
}
