import type { Row } from '../feed/row.js'
import { type ColumnMap, type ColumnSpec, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
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

  constructor(header: readonly string[], file: string, context: ReadingContext) {
    this.#at = resolveColumns(COLUMNS, header, file)
    this.#context = context
    this.#columns = header.length
  }

  read(row: Row): boolean {
    const context = this.#context
    const { cells } = row
    const at = this.#at
    const person = readKnownPerson(row, at, this.#columns, context)
    if (person === null) return false
    context.batch.diplome.push(
      person,
      context.code('type-diplome', cells, at.typeDiplome, at.libelleTypeDiplome),
      context.code('diplome', cells, at.diplome, at.libelleDiplome),
      context.code('type-autorisation', cells, at.typeAutorisation, at.libelleTypeAutorisation),
      context.code('discipline', cells, at.discipline, at.libelleDiscipline),
    )
    return true
  }
}
