import type { Row } from '../feed/row.js'
import { label } from '../nomenclature/index.js'
import { hash32 } from '../text/hash.js'
import { ACTIVITY_COLUMNS } from './activity-columns.js'
import { type ColumnMap, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import type { Identifier } from './identifier.js'
import type { LineReader } from './line-reader.js'
import { hasAllCells, readIdentifier } from './person-cells.js'
import { StructureCells } from './structure-cells.js'

/**
 * PS_LibreAcces_Personne_activite: one line is one activity of a person, repeated for each of the person's
 * savoir-faire; people, structures, activities and savoir-faire are told apart here.
 */
export class ActivityLineReader implements LineReader {
  readonly #at: ColumnMap<typeof ACTIVITY_COLUMNS>
  readonly #structures: StructureCells
  readonly #context: ReadingContext
  readonly #columns: number
  /** Columns that tell one exercice from another. */
  readonly #ofExercice: readonly number[]
  /** Hash of the name under which each person arrived, to see another name come later. */
  #names = new Int32Array(1 << 16)

  constructor(header: readonly string[], file: string, context: ReadingContext) {
    this.#at = resolveColumns(ACTIVITY_COLUMNS, header, file)
    this.#structures = new StructureCells(header, file, context)
    this.#context = context
    this.#columns = header.length
    const { profession, categorie, modeExercice, secteur, sectionPharmacien, role, genre, autorite } = this.#at
    this.#ofExercice = [profession, categorie, modeExercice, secteur, sectionPharmacien, role, genre, autorite]
  }

  read(row: Row): boolean {
    const context = this.#context
    const { cells } = row
    const at = this.#at
    if (!hasAllCells(row, this.#columns, context)) return false
    const identifier = readIdentifier(row, at, context)
    if (identifier === null) return false
    if (cells[at.nom]! === '') return context.refuse('NOM_ABSENT', row, "Nom d'exercice", '')
    const person = this.#person(row, identifier)
    this.#activity(row, person)
    this.#savoirFaire(cells, person)
    return true
  }

  #person(row: Row, identifier: Identifier): number {
    const context = this.#context
    const nom = row.cells[this.#at.nom]!
    const prenom = row.cells[this.#at.prenom]!
    const name = hash32(`${nom}|${prenom}`)
    const known = context.people.get(identifier.key)
    if (known !== -1) {
      if (this.#names[known] !== name) {
        context.remark('IDENTITE_DIVERGENTE', row, "Nom d'exercice", `${nom} ${prenom}`, identifier.national)
      }
      return known
    }
    const person = context.people.size + 1
    context.people.set(identifier.key, person)
    if (person >= this.#names.length) {
      const larger = new Int32Array(this.#names.length * 2)
      larger.set(this.#names)
      this.#names = larger
    }
    this.#names[person] = name
    if (!identifier.keyValid) context.remark('CLE_RPPS_INVALIDE', row, 'Identifiant PP', identifier.national.slice(1))
    if (prenom === '') context.remark('PRENOM_ABSENT', row, "Prénom d'exercice", '')
    const { civilite, civiliteExercice } = this.#at
    context.batch.professionnel.push(
      person,
      identifier.national,
      nom,
      prenom,
      civilite === -1 ? null : row.cells[civilite] || null,
      row.cells[civiliteExercice] || null,
    )
    return person
  }

  #activity(row: Row, person: number): void {
    const context = this.#context
    const { cells } = row
    const at = this.#at
    const profession = cells[at.profession]!
    if (profession !== '' && label('profession', profession) === null) {
      context.remark('PROFESSION_INCONNUE', row, 'Code profession', profession)
    }
    const structure = this.#structures.read(cells)
    if (structure !== null) {
      if (structure.origin === 'deduit') context.remark('DEPARTEMENT_DEDUIT', row, 'Code Département (structure)', '')
      else if (structure.origin === 'indetermine') {
        context.remark('DEPARTEMENT_INDETERMINE', row, 'Code Département (structure)', '')
      }
    }
    context.batch.activites.push(person, this.#exercice(cells), structure === null ? 0 : structure.id)
  }

  /** Number of what an activity says besides its structure. */
  #exercice(cells: readonly string[]): number {
    let key = ''
    for (const column of this.#ofExercice) key += column === -1 ? '|' : `${cells[column]!}|`
    const context = this.#context
    const { id, isNew } = context.exercices.find(key)
    if (!isNew) return id
    const at = this.#at
    context.batch.exercice.push(
      id,
      context.code('profession', cells, at.profession, at.libelleProfession),
      cells[at.categorie] || null,
      cells[at.modeExercice] || null,
      context.code('secteur', cells, at.secteur, at.libelleSecteur),
      context.code('section-pharmacien', cells, at.sectionPharmacien, at.libelleSectionPharmacien),
      context.code('role', cells, at.role, at.libelleRole),
      context.code('genre-activite', cells, at.genre, at.libelleGenre),
      at.autorite === -1 ? null : cells[at.autorite] || null,
    )
    return id
  }

  #savoirFaire(cells: readonly string[], person: number): void {
    const at = this.#at
    const code = cells[at.savoirFaire]!
    if (code === '') return
    const type = cells[at.typeSavoirFaire]!
    this.#context.addSavoirFaire(
      person,
      type,
      code,
      cells[at.profession]!,
      at.libelleSavoirFaire === -1 ? null : cells[at.libelleSavoirFaire]!,
    )
  }
}
