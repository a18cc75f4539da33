import type { Row } from '../feed/row.js'
import { type ColumnMap, type ColumnSpec, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import { DIPLOMA_UNUSED } from './known-layouts.js'
import type { LineReader } from './line-reader.js'
import { IDENTIFIER_COLUMNS, readKnownPerson } from './person-cells.js'

const COLUMNS = {
  ...IDENTIFIER_COLUMNS,
  typeDiplome: { names: ['Code type diplôme obtenu'] },
  libelleTypeDiplome: { names: ['Libellé type diplôme obtenu'], optional: true },
  diplome: { names: ['Code diplôme obtenu'] },
  libelleDiplome: { names: ['Libellé diplôme obtenu'], optional: true },
  typeAutorisation: { names: ['Code type autorisation'] },
  libelleTypeAutorisation: { names: ['Libellé type autorisation'], optional: true },
  discipline: { names: ['Code discipline autorisation'] },
  libelleDiscipline: { names: ['Libellé discipline autorisation'], optional: true },
} as const satisfies ColumnSpec

/** PS_LibreAcces_Dipl_AutExerc: one line is a diploma or an authorisation to practise of a person. */
export class DiplomaLineReader implements LineReader {
  readonly #at: ColumnMap<typeof COLUMNS>
  readonly #context: ReadingContext
  readonly #columns: number
  readonly #header: readonly string[]

  constructor(header: readonly string[], file: string, context: ReadingContext) {
    this.#at = resolveColumns(COLUMNS, header, file, { context, silent: DIPLOMA_UNUSED })
    this.#context = context
    this.#columns = header.length
    this.#header = header
  }

  read(row: Row): boolean {
    const context = this.#context
    const at = this.#at
    const person = readKnownPerson(row, at, this.#columns, context)
    if (person === null) return false
    context.batch.diplome.push(
      person,
      this.#code('type-diplome', row, at.typeDiplome, at.libelleTypeDiplome),
      this.#code('diplome', row, at.diplome, at.libelleDiplome),
      this.#code('type-autorisation', row, at.typeAutorisation, at.libelleTypeAutorisation),
      this.#code('discipline', row, at.discipline, at.libelleDiscipline),
    )
    return true
  }

  #code(nomenclature: string, row: Row, code: number, libelle: number): string | null {
    return this.#context.code(nomenclature, row, { code, libelle }, this.#header[code]!)
  }
}
