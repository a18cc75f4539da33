import type { Row } from '../feed/row.js'
import { type ColumnMap, type ColumnSpec, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import type { LineReader } from './line-reader.js'
import { hasAllCells, readIdentifier } from './person-cells.js'

const COLUMNS = {
  typeIdentifiant: { names: ["Type d'identifiant PP"] },
  identifiant: { names: ['Identifiant PP'] },
  national: { names: ['Identification nationale PP'] },
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
    if (!hasAllCells(row, this.#columns, context)) return false
    const identifier = readIdentifier(row, at, context)
    if (identifier === null) return false
    const person = context.people.get(identifier.key)
    if (person === -1) {
      return context.refuse('PROFESSIONNEL_INCONNU', row, 'Identification nationale PP', identifier.national)
    }
    const { batch, labels } = context
    const coded = (nomenclature: string, code: number, libelle: number): string | null => {
      if (cells[code] === '') return null
      if (libelle !== -1) labels.note(batch, nomenclature, cells[code]!, cells[libelle]!)
      return cells[code]!
    }
    batch.diplome.push(
      person,
      coded('type-diplome', at.typeDiplome, at.libelleTypeDiplome),
      coded('diplome', at.diplome, at.libelleDiplome),
      coded('type-autorisation', at.typeAutorisation, at.libelleTypeAutorisation),
      coded('discipline', at.discipline, at.libelleDiscipline),
    )
    return true
  }
}
