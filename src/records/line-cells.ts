import type { Row } from '../feed/row.js'
import type { Reading } from '../values/index.js'
import type { ReadingContext } from './context.js'

/** Characters of a cell that are kept; the longest known is 512 (src/feed/FORMATS.md §1.5). */
export const LONGEST_CELL = 1000

/** A normaliser of src/values. */
export type Normaliser<T> = (written: string | null) => Reading<T>

/**
 * Reads the cells of one line through the normalisers, and reports what they repaired or could not read. A value that
 * cannot be read is left out; who needs it asks for the fault with `attempt` and refuses the line.
 */
export class LineCells {
  readonly #context: ReadingContext
  readonly #header: readonly string[]
  row: Row = { line: 0, cells: [] }

  constructor(header: readonly string[], context: ReadingContext) {
    this.#context = context
    this.#header = header
  }

  /** Goes on to a line; one that has not the header's number of cells is refused. */
  take(row: Row): boolean {
    this.row = row
    const { length } = this.#header
    if (row.cells.length === length) return true
    return this.#context.refuse(
      'LIGNE_TRONQUEE',
      row,
      null,
      null,
      `${length} valeurs attendues, ${row.cells.length} trouvées`,
    )
  }

  /** The code of a cell, whose label is noted; -1 for a column that the file lacks. */
  code(nomenclature: string, code: number, libelle = -1): string | null {
    return this.#context.code(nomenclature, this.row, { code, libelle }, this.name(code))
  }

  /** What the file wrote in a column that it may lack; cells missing at the end of the line are empty. */
  written(column: number): string {
    return column === -1 ? '' : (this.row.cells[column] ?? '')
  }

  /** @returns the value, null when the cell is empty or cannot be read */
  read<T>(column: number, normalise: Normaliser<T>): T | null {
    const { value, fault } = this.attempt(column, normalise)
    if (fault !== null) this.fault(column, fault)
    return value
  }

  /** The outcome of a cell whose fault the caller deals with; a repair is reported. */
  attempt<T>(column: number, normalise: Normaliser<T>): Reading<T> {
    const reading = normalise(this.written(column))
    if (reading.repaired !== null) this.repaired(column, reading.repaired)
    return reading
  }

  /** A free text: too long, it is cut, and that is reported. */
  text(column: number, normalise: Normaliser<string>): string | null {
    let written = this.written(column)
    if (written === '') return null
    if (written.length > LONGEST_CELL) {
      const detail = `${written.length} caractères, coupés à ${LONGEST_CELL}`
      this.#context.remark('CELLULE_TROP_LONGUE', this.row, this.name(column), null, detail)
      written = written.slice(0, LONGEST_CELL).toWellFormed()
    }
    const { value, repaired, fault } = normalise(written)
    if (repaired !== null) this.repaired(column, repaired)
    if (fault !== null) this.fault(column, fault)
    return value
  }

  repaired(column: number, phrase: string): void {
    this.#context.remark('VALEUR_REPAREE', this.row, this.name(column), this.written(column), phrase)
  }

  fault(column: number, phrase: string): void {
    this.#context.remark('VALEUR_ILLISIBLE', this.row, this.name(column), this.written(column), phrase)
  }

  /** Name of a column as the file spells it. */
  name(column: number): string {
    return (this.#header[column] ?? '').slice(0, 60)
  }
}
