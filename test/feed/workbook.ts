import { zipped } from './zip.js'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

interface Tab {
  readonly name: string
  /** The content of sheetData. */
  readonly rows: string
  readonly state?: string
}

export interface Crafted {
  readonly tabs: readonly Tab[]
  /** The si elements. */
  readonly strings?: string
  readonly numberFormats?: string
  readonly cellFormats?: string
  readonly from1904?: boolean
  /** Put between the declaration and the root of the first sheet. */
  readonly before?: string
}

/** A workbook made by hand, part by part. */
export function workbook({
  tabs,
  strings,
  numberFormats = '',
  cellFormats,
  from1904,
  before = '',
}: Crafted): Promise<Buffer> {
  const sheets = tabs.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"${state === undefined ? '' : ` state="${state}"`}/>`,
  )
  const relations = tabs.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/feuille${at + 1}.xml`))
  const parts: [string, string][] = [
    ['[Content_Types].xml', `${HEAD}<Types/>`],
    [
      '_rels/.rels',
      `${HEAD}<Relationships ${RELATIONS}>${relation('r1', 'officeDocument', '/xl/workbook.xml')}</Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr${from1904 === true ? ' date1904="1"' : ''}/><sheets>${sheets.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships ${RELATIONS}>${relations.join('')}${relation('rS', 'sharedStrings', 'sharedStrings.xml')}${relation('rF', 'styles', 'styles.xml')}</Relationships>`,
    ],
    ...tabs.map(({ rows }, at): [string, string] => [
      `xl/worksheets/feuille${at + 1}.xml`,
      `${HEAD}${at === 0 ? before : ''}<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`,
    ]),
  ]
  if (strings !== undefined) parts.push(['xl/sharedStrings.xml', `${HEAD}<sst ${MAIN}>${strings}</sst>`])
  if (cellFormats !== undefined) {
    parts.push([
      'xl/styles.xml',
      `${HEAD}<styleSheet ${MAIN}><numFmts>${numberFormats}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${cellFormats}</cellXfs></styleSheet>`,
    ])
  }
  return zipped(...parts)
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
}

/** A row of inline texts. */
export function inline(line: number, cells: readonly string[]): string {
  return `<row r="${line}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
}
