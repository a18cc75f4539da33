import type { Row } from '../feed/row.js'
import { label } from '../nomenclature/index.js'
import { readName } from '../values/index.js'
import { ACTIVITY_COLUMNS, STRUCTURE_COLUMNS } from './activity-columns.js'
import { type ColumnMap, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import type { Identifier } from './identifier.js'
import { LineCells } from './line-cells.js'
import type { LineReader } from './line-reader.js'
import { Nameless } from './nameless.js'
import { readIdentifier } from './person-cells.js'
import { ACTIVE, situationOf } from './situations.js'
import { StructureCells } from './structure-cells.js'
import { ACTIVITY_UNUSED } from './unused-columns.js'

/**
 * PS_LibreAcces_Personne_activite: one line is one activity of a person, repeated for each of the person's
 * savoir-faire; people, structures, activities and savoir-faire are told apart here. What is met for the first time is
 * read through the normalisers; a line that repeats it, to the letter, only looks it up.
 */
export class ActivityLineReader implements LineReader {
  readonly #at: ColumnMap<typeof ACTIVITY_COLUMNS>
  readonly #structures: StructureCells
  readonly #context: ReadingContext
  readonly #cells: LineCells
  readonly #nameless: Nameless
  /** Columns by which one exercice differs from another. */
  readonly #ofExercice: readonly number[]
  /** What each exercice, by its number, says of the situation of a person. */
  readonly #situations: number[] = []

  constructor(header: readonly string[], file: string, context: ReadingContext) {
    this.#at = resolveColumns(ACTIVITY_COLUMNS, header, file, {
      context,
      silent: [
        ...ACTIVITY_UNUSED,
        ...Object.values(STRUCTURE_COLUMNS).flatMap(({ names }): readonly string[] => names),
      ],
    })
    this.#structures = new StructureCells(header, file, context)
    this.#context = context
    this.#cells = new LineCells(header, context)
    this.#nameless = new Nameless(file)
    const { at, columns } = this.#structures.named
    context.lines = context.lines.with({
      own: [this.#at.national, this.#at.identifiant],
      shared: { columns, own: [at.identifiantTechnique, at.finess, at.siret, at.raisonSociale] },
      establishments: [at.finess, at.siret],
    })
    const { profession, categorie, modeExercice, secteur, sectionPharmacien, role, genre, autorite } = this.#at
    this.#ofExercice = [profession, categorie, modeExercice, secteur, sectionPharmacien, role, genre, autorite]
  }

  read(row: Row): boolean {
    const context = this.#context
    if (!this.#cells.take(row)) return false
    const identifier = readIdentifier(row, this.#at, context)
    if (identifier === null) return false
    const person = this.#person(row, identifier)
    this.#nameless.count(person !== null)
    if (person === null) return false
    this.#activity(row, person)
    this.#savoirFaire(row, person)
    return true
  }

  end(): void {
    this.#nameless.check()
  }

  /** @returns null when the line has been refused */
  #person(row: Row, identifier: Identifier): number | null {
    const context = this.#context
    const { nom, prenom } = this.#at
    const known = context.people.get(identifier.key)
    if (known !== -1 && context.names.isSame(known, row.cells[nom]!, row.cells[prenom]!)) return known
    const named = this.#cells.attempt(nom, readName)
    if (named.value === null) {
      context.refuse('NOM_ABSENT', row, "Nom d'exercice", row.cells[nom]!, named.fault)
      return null
    }
    const first = this.#cells.text(prenom, readName)
    if (known === -1) return this.#newPerson(row, identifier, named.value, first ?? '')
    if (!context.names.isSame(known, named.value, first ?? '')) {
      context.remark('IDENTITE_DIVERGENTE', row, "Nom d'exercice", `${named.value} ${first ?? ''}`, identifier.national)
    }
    return known
  }

  #newPerson(row: Row, identifier: Identifier, nom: string, prenom: string): number {
    const context = this.#context
    const person = context.people.size + 1
    context.people.set(identifier.key, person)
    context.names.add(nom, prenom)
    context.spread.person(row.cells[this.#at.profession]!)
    if (!identifier.keyValid) context.remark('CLE_RPPS_INVALIDE', row, 'Identifiant PP', identifier.national.slice(1))
    if (prenom === '') context.remark('PRENOM_ABSENT', row, "Prénom d'exercice", '')
    const { civilite, civiliteExercice } = this.#at
    context.batch.professionnel.push(
      person,
      identifier.national,
      nom,
      prenom,
      this.#cells.code('civilite', civilite),
      this.#cells.code('civilite-exercice', civiliteExercice, this.#at.libelleCiviliteExercice),
    )
    return person
  }

  #activity(row: Row, person: number): void {
    const context = this.#context
    const profession = row.cells[this.#at.profession]!
    if (profession !== '' && label('profession', profession) === null && !context.isProfession(profession)) {
      context.remark('PROFESSION_INCONNUE', row, 'Code profession', profession)
    }
    const structure = this.#structures.read(row)
    if (structure !== null) {
      if (structure.origin === 'deduit') context.remark('DEPARTEMENT_DEDUIT', row, 'Code Département (structure)', '')
      else if (structure.origin === 'indetermine') {
        context.remark('DEPARTEMENT_INDETERMINE', row, 'Code Département (structure)', '')
      } else if (structure.origin === 'contredit') {
        const written = this.#structures.departement(row)
        context.remark('DEPARTEMENT_CONTREDIT', row, 'Code Département (structure)', written)
      }
    }
    const exercice = this.#exercice(row)
    context.situations.add(person, (this.#situations[exercice] ?? 0) | (structure === null ? 0 : ACTIVE))
    if (structure !== null) context.spread.activity(context.structures.departement(structure.id))
    context.batch.activites.push(person, exercice, structure === null ? 0 : structure.id)
  }

  /** Number of what an activity says besides its structure. */
  #exercice(row: Row): number {
    const { cells } = row
    let written = ''
    for (const column of this.#ofExercice) written += column === -1 ? '|' : `${cells[column]!}|`
    const { exercices, batch, unlisted } = this.#context
    const met = exercices.known(written)
    if (met !== -1) {
      unlisted.again('exercice', met)
      return met
    }
    unlisted.startKind()
    const at = this.#at
    const texts = this.#cells
    const codes = [
      texts.code('profession', at.profession, at.libelleProfession),
      texts.code('categorie', at.categorie),
      texts.code('mode-exercice', at.modeExercice),
      texts.code('secteur', at.secteur, at.libelleSecteur),
      texts.code('section-pharmacien', at.sectionPharmacien, at.libelleSectionPharmacien),
      texts.code('role', at.role, at.libelleRole),
      texts.code('genre-activite', at.genre, at.libelleGenre),
      texts.text(at.autorite, readName),
    ]
    const { id, isNew } = exercices.find(codes.map((one) => `${one ?? ''}|`).join(''))
    if (isNew) batch.exercice.push(id, ...codes)
    this.#situations[id] = situationOf(codes[2]!)
    unlisted.endKind('exercice', id)
    return id
  }

  #savoirFaire(row: Row, person: number): void {
    const at = this.#at
    const { cells } = row
    const code = cells[at.savoirFaire]!
    if (code === '') return
    this.#context.addSavoirFaire(row, person, {
      type: cells[at.typeSavoirFaire]!,
      code,
      profession: cells[at.profession]!,
      libelle: at.libelleSavoirFaire === -1 ? null : cells[at.libelleSavoirFaire]!,
    })
  }
}
