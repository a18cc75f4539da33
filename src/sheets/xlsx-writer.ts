import { Readable } from 'node:stream'
import yazl from 'yazl'
import { columnLetters } from '../text/column-letters.js'
import { escapeXml } from '../text/xml.js'
import { LONGEST_CELL, LONGEST_NAME, MOST_ROWS } from './limits.js'

export interface Sheet {
  /** Without the characters that a spreadsheet refuses: []:*?/\ */
  readonly name: string
  readonly header: readonly string[]
  /** Of each column, in characters. */
  readonly widths: readonly number[]
  readonly rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>
}

/**
 * A workbook, written as it is read. Cells are inline texts under the format « Texte », so that what is typed beside them
 * stays text too, and a value that starts with `=` is no formula.
 * @throws RangeError, through the stream, when a sheet has more rows than a spreadsheet takes
 */
export function xlsx(sheets: readonly Sheet[]): NodeJS.ReadableStream {
  const zip = new yazl.ZipFile()
  // The date of no day: the same content makes the same file.
  const options = { mtime: new Date(1980, 0, 1), compress: true }
  const add = (path: string, text: string): void => zip.addBuffer(Buffer.from(XML + text), path, options)
  add('[Content_Types].xml', contentTypes(sheets.length))
  add('_rels/.rels', RELATIONS)
  add('xl/workbook.xml', workbook(sheets.map(({ name }) => name.slice(0, LONGEST_NAME))))
  add('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length))
  add('xl/styles.xml', STYLES)
  for (const [at, sheet] of sheets.entries()) {
    zip.addReadStream(Readable.from(sheetPieces(sheet)), `xl/worksheets/sheet${at + 1}.xml`, options)
  }
  zip.end()
  const out = zip.outputStream as Readable
  zip.on('error', (error: Error) => out.destroy(error))
  return out
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function contentTypes(count: number): string {
  const sheets = numbers(count).map(
    (at) => `<Override PartName="/xl/worksheets/sheet${at}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  )
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${sheets.join('')}</Types>`
}

const RELATIONS = `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

function workbook(names: readonly string[]): string {
  const sheets = names.map((name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`
}

function workbookRelations(count: number): string {
  const sheets = numbers(count).map(
    (at) => `<Relationship Id="rId${at}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at}.xml"/>`,
  )
  return `<Relationships xmlns="${PACKAGE}/relationships">${sheets.join('')}<Relationship Id="rId${count + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
}

/** Style 0: text (format 49, « @ »); style 1: the same, bold, for the header. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

/** Rows made at once into one piece. */
const ROWS_AT_ONCE = 200

async function* sheetPieces({ header, widths, rows }: Sheet): AsyncGenerator<string> {
  const columns = header.map((_, at) => {
    const width = widths[at] ?? 16
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" style="0" customWidth="1"/>`
  })
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${rowXml(1, header, 1)}`
  let number = 1
  let text = ''
  for await (const row of rows) {
    if (++number > MOST_ROWS) throw new RangeError(`a sheet takes ${MOST_ROWS} rows`)
    text += rowXml(number, row, 0)
    if (number % ROWS_AT_ONCE !== 0) continue
    yield text
    text = ''
  }
  yield `${text}</sheetData></worksheet>`
}

/** What a spreadsheet would take for the code of a character (ISO/IEC 29500-1 §22.9.2.19). */
const ESCAPE = /_x[\da-f]{4}_/gi

function rowXml(number: number, cells: readonly string[], style: number): string {
  let text = `<row r="${number}">`
  for (const [at, cell] of cells.entries()) {
    if (cell === '') continue
    const value = escapeXml(cell.slice(0, LONGEST_CELL).replace(ESCAPE, '_x005F$&'))
    text += `<c r="${columnLetters(at)}${number}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`
  }
  return `${text}</row>`
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at + 1)
}
