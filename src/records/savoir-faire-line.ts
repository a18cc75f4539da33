import type { Row } from '../feed/row.js'
import { type ColumnMap, type ColumnSpec, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import type { LineReader } from './line-reader.js'
import { hasAllCells, readIdentifier } from './person-cells.js'

const COLUMNS = {
  typeIdentifiant: { names: ["Type d'identifiant PP"] },
  identifiant: { names: ['Identifiant PP'] },
  national: { names: ['Identification nationale PP'] },
  profession: { names: ['Code profession'] },
  type: { names: ['Code type savoir-faire'] },
  code: { names: ['Code savoir-faire'] },
  libelle: { names: ['Libellé savoir-faire'], optional: true },
} as const satisfies ColumnSpec

/** PS_LibreAcces_SavoirFaire: one line is one savoir-faire of a person of the activity file. */
export class SavoirFaireLineReader implements LineReader {
  readonly #at: ColumnMap<typeof COLUMNS>
  readonly #context: ReadingContext
  readonly #columns: number

  constructor(header: readonly string[], file: string, context: ReadingContext) {
    this.#at = resolveColumns(COLUMNS, header, file)
    this.#context = context
    this.#columns = header.length
  }

  read(row: Row): boolean {
    const context = this.#context
    const { cells } = row
    const at = this.#at
    if (!hasAllCells(row, this.#columns, context)) return false
    const identifier = readIdentifier(row, at, context)
    if (identifier === null) return false
    const person = context.people.get(identifier.key)
    if (person === -1) {
      return context.refuse('PROFESSIONNEL_INCONNU', row, 'Identification nationale PP', identifier.national)
    }
    const code = cells[at.code]!
    if (code === '') return true
    const type = cells[at.type]!
    if (at.libelle !== -1) context.labels.note(context.batch, 'savoir-faire', `${type}:${code}`, cells[at.libelle]!)
    context.batch.savoir_faire.push(person, type, code, cells[at.profession]!)
    return true
  }
}
