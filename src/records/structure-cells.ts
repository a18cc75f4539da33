import { departementOf } from '../nomenclature/index.js'
import { STRUCTURE_COLUMNS } from './activity-columns.js'
import { type ColumnMap, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import type { DepartementOrigin } from './known-structures.js'
import { joinFiche } from './structure-fiche.js'

/** Reads the structure of an activity line; each distinct structure is staged once. */
export class StructureCells {
  readonly #at: ColumnMap<typeof STRUCTURE_COLUMNS>
  readonly #context: ReadingContext
  readonly #all: readonly number[]

  constructor(header: readonly string[], file: string, context: ReadingContext) {
    this.#at = resolveColumns(STRUCTURE_COLUMNS, header, file)
    this.#context = context
    this.#all = Object.values(this.#at).filter((index) => index !== -1)
  }

  /** @returns the structure's number, or null when every cell is empty */
  read(cells: readonly string[]): { readonly id: number; readonly origin: DepartementOrigin } | null {
    let key = ''
    let empty = true
    for (const index of this.#all) {
      const cell = cells[index]!
      if (cell !== '') empty = false
      key += `${cell}|`
    }
    if (empty) return null
    const { structures } = this.#context
    const { id, isNew } = structures.find(key)
    if (isNew) structures.setOrigin(id, this.#stage(id, cells))
    return { id, origin: structures.origin(id) }
  }

  #stage(id: number, cells: readonly string[]): DepartementOrigin {
    const at = this.#at
    const cell = (index: number): string | null => (index === -1 || cells[index] === '' ? null : cells[index]!)
    const codePostal = cell(at.codePostal)
    const codeCommune = cell(at.codeCommune)
    const commune = cell(at.commune)
    const cedex = cell(at.cedex)
    const voie = joined(' ', [
      joined('', [cell(at.numeroVoie), cell(at.indiceVoie)]),
      cell(at.typeVoie) ?? cell(at.codeTypeVoie),
      cell(at.voie),
    ])
    const lignes = [cell(at.complement), cell(at.pointGeographique), voie, cell(at.mention), cedex]
    const given = cell(at.departement)
    const departement = given ?? departementOf({ codeCommune, codePostal, commune: commune ?? cedex })
    this.#context.batch.structure.push(
      id,
      joinFiche({
        identifiantTechnique: cell(at.identifiantTechnique),
        finess: cell(at.finess),
        finessJuridique: cell(at.finessJuridique),
        siret: cell(at.siret),
        siren: cell(at.siren),
        raisonSociale: cell(at.raisonSociale),
        enseigne: cell(at.enseigne),
        lignes: joined('\n', lignes),
        codePostal,
        commune: commune ?? cedex?.replace(/^\d{5}\s+/, '') ?? null,
        codeCommune,
        departement,
        pays: cell(at.pays),
        telephones: joined('\n', [cell(at.telephone), cell(at.telephone2)]),
        telecopie: cell(at.telecopie),
        email: cell(at.email),
      }),
    )
    if (given !== null) return 'fourni'
    if (departement !== null) return 'deduit'
    return codePostal === null && codeCommune === null && commune === null ? 'sans adresse' : 'indetermine'
  }
}

/** The parts that are there, joined; null when there is none. */
export function joined(separator: string, parts: readonly (string | null)[]): string | null {
  const there = parts.filter((part) => part !== null && part !== '')
  return there.length === 0 ? null : there.join(separator)
}
