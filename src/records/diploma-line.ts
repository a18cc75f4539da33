import type { Row } from '../feed/row.js'
import { type ColumnMap, type ColumnSpec, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import { LineCells } from './line-cells.js'
import type { LineReader } from './line-reader.js'
import { IDENTIFIER_COLUMNS, readKnownPerson } from './person-cells.js'
import { DIPLOMA_UNUSED } from './unused-columns.js'

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
  readonly #cells: LineCells

  constructor(header: readonly string[], file: string, context: ReadingContext) {
    this.#at = resolveColumns(COLUMNS, header, file, { context, silent: DIPLOMA_UNUSED })
    this.#context = context
    this.#cells = new LineCells(header, context)
    context.lines = context.lines.with({ own: [this.#at.national, this.#at.identifiant] })
  }

  read(row: Row): boolean {
    const context = this.#context
    const at = this.#at
    const cells = this.#cells
    const person = cells.take(row) ? readKnownPerson(row, at, context) : null
    if (person === null) return false
    const codes = [
      cells.code('type-diplome', at.typeDiplome, at.libelleTypeDiplome),
      cells.code('diplome', at.diplome, at.libelleDiplome),
      cells.code('type-autorisation', at.typeAutorisation, at.libelleTypeAutorisation),
      cells.code('discipline', at.discipline, at.libelleDiscipline),
    ]
    const { id, isNew } = context.diplomes.find(codes.join('|'))
    if (isNew) context.batch.diplome.push(id, ...codes)
    context.batch.diplomesObtenus.push(person, id)
    return true
  }
}
