import type { Row } from '../feed/row.js'
import {
  isCleanText,
  isFrance,
  readAddress,
  readCommuneCode,
  readFiness,
  readLine,
  readPostcode,
  readSiren,
  readSiret,
  readTelephones,
} from '../values/index.js'
import { STRUCTURE_COLUMNS } from './activity-columns.js'
import { type ColumnMap, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import { findDepartement } from './departement.js'
import type { DepartementOrigin } from './known.js'
import { LineCells, LONGEST_CELL, type Normaliser } from './line-cells.js'
import { joinDisplay } from './structure-display.js'

type Name = keyof typeof STRUCTURE_COLUMNS

const single: Normaliser<string> = (written) => readLine(written)
/** How each cell is read; the postcode's and telephones' forms depend on the country. */
const NORMALISERS: Readonly<Partial<Record<Name, Normaliser<string>>>> = {
  siret: readSiret,
  siren: readSiren,
  finess: readFiness,
  finessJuridique: readFiness,
  codeCommune: readCommuneCode,
  email: readAddress,
}

/** Reads the structure of an activity line; each distinct structure is staged once. */
export class StructureCells {
  readonly #at: ColumnMap<typeof STRUCTURE_COLUMNS>
  readonly #context: ReadingContext
  readonly #cells: LineCells
  readonly #all: readonly (readonly [Name, number])[]
  readonly #columns: readonly number[]
  /** Where the value of a cell stands among those of a line; -1 for a column that the file lacks. */
  readonly #places: Readonly<Record<Name, number>>

  constructor(header: readonly string[], file: string, context: ReadingContext) {
    this.#at = resolveColumns(STRUCTURE_COLUMNS, header, file)
    this.#context = context
    this.#cells = new LineCells(header, context)
    this.#all = (Object.entries(this.#at) as [Name, number][]).filter(([, index]) => index !== -1)
    this.#columns = this.#all.map(([, index]) => index)
    const names = this.#all.map(([name]) => name)
    this.#places = Object.fromEntries(
      (Object.keys(this.#at) as Name[]).map((name) => [name, names.indexOf(name)]),
    ) as Record<Name, number>
  }

  /** Where the columns of structures stand, and how the file spells them. */
  get named(): { readonly at: ColumnMap<typeof STRUCTURE_COLUMNS>; readonly columns: ReadonlySet<string> } {
    return { at: this.#at, columns: new Set(this.#columns.map((column) => this.#cells.name(column))) }
  }

  /** The département as the line writes it. */
  departement(row: Row): string {
    return row.cells[this.#at.departement] ?? ''
  }

  /** @returns the structure's number, or null when every cell is empty */
  read(row: Row): { readonly id: number; readonly origin: DepartementOrigin } | null {
    const { cells } = row
    let key = ''
    let empty = true
    for (const index of this.#columns) {
      const cell = cells[index]!
      if (cell !== '') empty = false
      key += `${cell}|`
    }
    if (empty) return null
    const { structures } = this.#context
    const known = structures.known(key)
    if (known !== -1) return { id: known, origin: structures.origin(known) }
    return this.#normalised(row, isCleanText(key) && key.length <= LONGEST_CELL)
  }

  /**
   * A structure that is met for the first time under this writing; under its normalised one it may be known. What was
   * repaired or left out is reported on every line that needs it: such a writing is never among the known ones.
   * @param clean whether the texts are surely as their normaliser leaves them
   */
  #normalised(row: Row, clean: boolean): { readonly id: number; readonly origin: DepartementOrigin } | null {
    this.#cells.row = row
    const values = this.#values(row, clean)
    const places = this.#places
    const value = (name: Name): string | null => values[places[name]] ?? null
    const found = findDepartement({
      departement: this.#at.departement === -1 ? '' : row.cells[this.#at.departement]!,
      codePays: value('codePays'),
      pays: value('pays'),
      codeCommune: value('codeCommune'),
      codePostal: value('codePostal'),
      commune: value('commune') ?? value('cedex'),
    })
    if (found.repaired !== null) this.#cells.repaired(this.#at.departement, found.repaired)
    if (found.corrected !== null) {
      const { departement } = this.#at
      this.#context.remark(
        'DEPARTEMENT_CORRIGE',
        row,
        this.#cells.name(departement),
        row.cells[departement]!,
        found.corrected,
      )
    }
    let key = ''
    let empty = true
    if (places.departement !== -1) values[places.departement] = isGiven(found.origin) ? found.departement : null
    for (let at = 0; at < this.#all.length; at++) {
      const kept = values[at] ?? null
      if (kept !== null) empty = false
      key += `${kept ?? ''}|`
    }
    if (empty) return null
    const { structures } = this.#context
    const { id, isNew } = structures.find(key)
    if (isNew) {
      structures.setPlace(id, found.origin, found.departement)
      this.#stage(id, value, found.departement)
    }
    return { id, origin: structures.origin(id) }
  }

  /** The values of a line's cells; null when one is empty or unreadable. */
  #values(row: Row, clean: boolean): (string | null)[] {
    const at = this.#at
    const values: (string | null)[] = []
    const country = (index: number) => (index === -1 ? null : row.cells[index]!)
    const foreign = !isFrance(country(at.codePays), country(at.pays))
    for (const [name, index] of this.#all) {
      const written = row.cells[index]!
      if (written === '' || name === 'departement') values.push(null)
      else if (name === 'telephone' || name === 'telephone2' || name === 'telecopie') {
        values.push(this.#cells.read(index, (cell) => readTelephones(cell, foreign))?.join('\n') ?? null)
      } else if (name === 'codePostal') values.push(this.#cells.read(index, (cell) => readPostcode(cell, foreign)))
      else {
        const normalise = NORMALISERS[name]
        if (normalise !== undefined) values.push(this.#cells.read(index, normalise))
        else values.push(clean ? written : this.#cells.text(index, single))
      }
    }
    return values
  }

  #stage(id: number, value: (name: Name) => string | null, departement: string | null): void {
    const cedex = value('cedex')
    const voie = joined(' ', [
      joined('', [value('numeroVoie'), value('indiceVoie')]),
      value('typeVoie') ?? value('codeTypeVoie'),
      value('voie'),
    ])
    this.#context.batch.structure.push(
      id,
      joinDisplay({
        identifiantTechnique: value('identifiantTechnique'),
        finess: value('finess'),
        finessJuridique: value('finessJuridique'),
        siret: value('siret'),
        siren: value('siren'),
        raisonSociale: value('raisonSociale'),
        enseigne: value('enseigne'),
        lignes: joined('\n', [value('complement'), value('pointGeographique'), voie, value('mention'), cedex]),
        codePostal: value('codePostal'),
        commune: value('commune') ?? cedex?.replace(/^\d{5}\s{1,5}/, '') ?? null,
        codeCommune: value('codeCommune'),
        departement,
        pays: value('pays'),
        telephones: joined('\n', [value('telephone'), value('telephone2')]),
        telecopie: value('telecopie')?.split('\n')[0] ?? null,
        email: value('email'),
        voie,
      }),
    )
  }
}

function isGiven(origin: DepartementOrigin): boolean {
  return origin === 'fourni' || origin === 'contredit'
}

/** The parts that are there, joined; null when there is none. */
export function joined(separator: string, parts: readonly (string | null)[]): string | null {
  const there = parts.filter((part) => part !== null && part !== '')
  return there.length === 0 ? null : there.join(separator)
}
