import { LONGEST_CELL, MOST_ROWS } from '../../sheets/limits.js'
import { columnLetters } from '../../text/column-letters.js'
import type { FeedFile } from '../contract.js'
import { type NumberFormat, typedNumber } from './number-formats.js'
import { partRefused } from './part-refused.js'
import { plainText, RichText } from './shared-strings.js'
import type { PartReader } from './xml-events.js'

/** Cells that no sheet of mailboxes comes near. */
const MOST_CELLS = 40_000_000
const MOST_COLUMNS = 16_384
/** Columns that are kept: a cell beyond only shows that its row is too long. */
const KEPT_COLUMNS = 1_000
/** What a formula gives that was never calculated: read as an error of the spreadsheet, never as an empty cell. */
const NOT_CALCULATED = '#CALC!'

export interface SheetRow {
  /** Its number in the sheet. */
  readonly line: number
  readonly cells: string[]
}

/** What cells refer to. */
export interface CellTables {
  readonly strings: readonly string[]
  readonly formats: readonly NumberFormat[]
  readonly from1904: boolean
}

/**
 * The rows of a sheet, as texts. Formulas are never calculated: what the spreadsheet last found is taken.
 * Rows that are blank are passed over; missing cells are empty.
 */
export class SheetRows implements PartReader {
  readonly #file: FeedFile
  readonly #sheet: string
  readonly #tables: CellTables
  #rows: SheetRow[] = []
  #line = 0
  #cells: string[] = []
  #column = -1
  #type = ''
  #style = 0
  #value = ''
  #inValue = false
  #hasFormula = false
  #hasValue = false
  readonly #inline = new RichText()
  #inInline = false
  #count = 0

  constructor(file: FeedFile, sheet: string, tables: CellTables) {
    this.#file = file
    this.#sheet = sheet
    this.#tables = tables
  }

  /** The rows that ended since the last call. */
  take(): readonly SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#inInline) this.#inline.open(name)
    else if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') {
      this.#inValue = true
      this.#hasValue = true
    } else if (name === 'f') this.#hasFormula = true
    else if (name === 'is') this.#inInline = true
    else if (name === 'row') this.#openRow(attributes['r'])
  }

  text(text: string): void {
    if (this.#inInline) this.#inline.text(text)
    else if (this.#inValue) {
      this.#value += text
      if (this.#value.length > LONGEST_CELL) throw this.#refused(`plus de ${LONGEST_CELL} caractères`)
    }
  }

  close(name: string): void {
    if (name === 'is') {
      this.#inInline = false
      this.#hasValue = true
      this.#value = this.#inline.take()
    } else if (this.#inInline) this.#inline.close(name)
    else if (name === 'v') this.#inValue = false
    else if (name === 'c') this.#closeCell()
    else if (name === 'row') this.#closeRow()
  }

  #openRow(written: string | undefined): void {
    const line = written === undefined ? this.#line + 1 : Number(written)
    if (!Number.isInteger(line) || line <= this.#line || line > MOST_ROWS) {
      throw partRefused(
        this.#file,
        `feuille « ${this.#sheet} », ligne ${String(written).slice(0, 20)}`,
        'les lignes ne se suivent pas',
      )
    }
    this.#line = line
    this.#cells = []
    this.#column = -1
  }

  #openCell({ r: reference, t: type = 'n', s: style = '0' }: Readonly<Record<string, string>>): void {
    const column = reference === undefined ? this.#column + 1 : columnOf(reference)
    if (column === null || column <= this.#column || column >= MOST_COLUMNS) {
      throw this.#refused(`la référence « ${String(reference).slice(0, 20)} » n’est pas à sa place`)
    }
    if (++this.#count > MOST_CELLS) throw this.#refused(`plus de ${MOST_CELLS} cellules`)
    this.#column = column
    this.#type = type
    this.#style = Number(style)
    this.#value = ''
    this.#hasFormula = false
    this.#hasValue = false
  }

  #closeCell(): void {
    const text = this.#typed()
    if (text === '') return
    if (text.length > LONGEST_CELL) throw this.#refused(`plus de ${LONGEST_CELL} caractères`)
    const at = Math.min(this.#column, KEPT_COLUMNS)
    while (this.#cells.length < at) this.#cells.push('')
    this.#cells[at] = text
  }

  #typed(): string {
    if (!this.#hasValue || (this.#hasFormula && this.#value === '' && this.#type !== 'str')) {
      return this.#hasFormula ? NOT_CALCULATED : ''
    }
    const value = this.#value
    const { strings, formats, from1904 } = this.#tables
    switch (this.#type) {
      case 's': {
        const text = strings[Number(value)]
        if (text === undefined || value.trim() === '')
          throw this.#refused('elle nomme un texte partagé qui n’existe pas')
        return text
      }
      case 'b':
        return value.trim() === '1' ? 'VRAI' : 'FAUX'
      case 'str':
        return plainText(value)
      case 'inlineStr':
      case 'e':
      case 'd':
        return value
      default:
        return typedNumber(value, formats[this.#style] ?? { kind: 'plain' }, from1904)
    }
  }

  #closeRow(): void {
    if (this.#cells.every((cell) => cell.trim() === '')) return
    this.#rows.push({ line: this.#line, cells: this.#cells.map(unixLines) })
  }

  #refused(found: string) {
    const place = `feuille « ${this.#sheet} », cellule ${columnLetters(Math.max(0, this.#column))}${this.#line}`
    return partRefused(this.#file, place, found)
  }
}

/** As the reader of CSV gives them. */
function unixLines(cell: string): string {
  return cell.includes('\r') ? cell.replace(/\r\n?/g, '\n') : cell
}

/** The column of a reference such as AH12, from 0; null when it is none. */
function columnOf(reference: string): number | null {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(reference)?.[1]
  if (letters === undefined) return null
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
