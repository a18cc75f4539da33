import type { Row } from '../feed/row.js'
import { type ColumnMap, type ColumnSpec, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import { LineCells } from './line-cells.js'
import type { LineReader } from './line-reader.js'
import { IDENTIFIER_COLUMNS, readKnownPerson } from './person-cells.js'
import { SAVOIR_FAIRE_UNUSED } from './unused-columns.js'

const COLUMNS = {
  ...IDENTIFIER_COLUMNS,
  profession: { names: ['Code profession'] },
  type: { names: ['Code type savoir-faire'] },
  code: { names: ['Code savoir-faire'] },
  libelle: { names: ['Libellé savoir-faire'], optional: true },
} as const satisfies ColumnSpec

/** PS_LibreAcces_SavoirFaire: one line is one savoir-faire of a person of the activity file. */
export class SavoirFaireLineReader implements LineReader {
  readonly #at: ColumnMap<typeof COLUMNS>
  readonly #context: ReadingContext
  readonly #cells: LineCells

  constructor(header: readonly string[], file: string, context: ReadingContext) {
    this.#at = resolveColumns(COLUMNS, header, file, { context, silent: SAVOIR_FAIRE_UNUSED })
    this.#context = context
    this.#cells = new LineCells(header, context)
    context.lines = context.lines.with({ own: [this.#at.national, this.#at.identifiant] })
  }

  read(row: Row): boolean {
    const context = this.#context
    const { cells } = row
    const at = this.#at
    const person = this.#cells.take(row) ? readKnownPerson(row, at, context) : null
    if (person === null) return false
    const code = cells[at.code]!
    if (code === '') return true
    context.addSavoirFaire(row, person, {
      type: cells[at.type]!,
      code,
      profession: cells[at.profession]!,
      libelle: at.libelle === -1 ? null : cells[at.libelle]!,
    })
    return true
  }
}
