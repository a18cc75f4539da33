import { quoted, withoutFormula } from '../text/csv-cell.js'
import type { ReportContent } from './content.js'
import { type Explained, explainedBy, NOTICE_HEADER, noticeRow } from './notice-rows.js'

/** One line for each notice, for a French spreadsheet: semicolons, CRLF and a BOM. */
export async function* renderCsv({ alimentation, avis }: ReportContent): AsyncGenerator<string> {
  yield `\ufeff${csvRow(NOTICE_HEADER)}`
  const explained: Explained = explainedBy(alimentation)
  for await (const one of avis) yield csvRow(noticeRow(one, explained))
}

/** A table whose cells all stand in quotes, with a BOM. */
export function csvTable(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map(csvRow).join('')}`
}

function csvRow(row: readonly string[]): string {
  return `${row.map(cell).join(';')}\r\n`
}

function cell(value: string): string {
  return quoted(withoutFormula(value))
}
