import type { NoticeCode } from '../../src/notices/catalog.js'
import type { Activity } from './activity.js'
import { withFaultyIdentity } from './faulty-cells.js'
import { withWrongKey } from './identifiers.js'
import type { LineWriter } from './line-writer.js'
import { activityHead, type Person } from './person.js'
import { PHONE_SHAPES } from './phone.js'
import type { Planting } from './planting.js'
import type { Rng } from './rng.js'
import type { Structures } from './structure.js'
import type { Misplacement, Structure } from './structure-cells.js'
import type { Tally } from './tally.js'

const NO_STRUCTURE = '|'.repeat(27)
const NO_SAVOIR_FAIRE = [{ cells: '|||' }]

/** What the other files need to know of a person once the activity lines are written. */
export interface Written {
  readonly person: Person
  readonly structures: readonly Structure[]
  readonly lines: number
  /** Whether some loaded line gives the person an activity. */
  readonly active: boolean
  /** Whether the person is an employee and works for themselves besides. */
  readonly mixed: boolean
  /** Whether the person carries a defect: no mailbox then, so that the defect is told once. */
  readonly faulty: boolean
}

/** Writes PS_LibreAcces_Personne_activite: one line for each activity and savoir-faire of a person. */
export class ActivityFile {
  readonly #out: LineWriter
  readonly #planting: Planting
  readonly #tally: Tally
  readonly #structures: Structures
  readonly #rng: Rng
  readonly #wanted: number

  constructor(out: LineWriter, planting: Planting, tally: Tally, structures: Structures, rng: Rng, wanted: number) {
    this.#out = out
    this.#planting = planting
    this.#tally = tally
    this.#structures = structures
    this.#rng = rng
    this.#wanted = wanted
  }

  get full(): boolean {
    return this.#out.dataLines >= this.#wanted
  }

  write(given: Person): Written {
    const savoirFaire = given.savoirFaire.length === 0 ? NO_SAVOIR_FAIRE : given.savoirFaire
    const first = this.#out.line + 1
    const defect = this.#defectOf(given)
    const person = withDefect(given, defect)
    if (defect !== null) this.#tally.notice(defect, first)
    const head = activityHead(person)
    const structures: Structure[] = []
    const modes = new Set<string>()
    for (const activity of person.activities) {
      const structure = this.#structureOf(person, activity, defect)
      const end = this.#end(person, activity, structure)
      for (let index = 0; index < savoirFaire.length && !this.full; index++) {
        const line = `${head}${savoirFaire[index]!.cells}${end}`
        const suite = this.#out.line >= first && defect === null
        const refused = suite ? this.#planting.take(this.#out.dataLines, 'suite') : null
        if (refused !== null) this.#refused(line, refused, person)
        else {
          this.#accepted(line, activity, structure, structures, defect)
          modes.add(activity.mode.split('|')[0]!)
        }
      }
    }
    const active = structures.length > 0 || [...modes].some((mode) => mode !== '')
    const mixed = modes.has('S') && modes.has('L')
    return { person, structures, lines: this.#out.line + 1 - first, active, mixed, faulty: defect !== null }
  }

  #defectOf(person: Person): NoticeCode | null {
    const lines = this.#out.dataLines
    const alone = person.activities.length === 1 && person.savoirFaire.length < 2
    if (person.type !== '8') return null
    if (!alone) return this.#planting.take(lines, 'personne')
    return person.activities[0]!.structure?.kind === 'cabinet'
      ? this.#planting.take(lines, 'personne', 'cabinet', 'seule')
      : this.#planting.take(lines, 'personne', 'seule')
  }

  #structureOf(person: Person, activity: Activity, defect: NoticeCode | null): Structure | null {
    const reference = activity.structure
    if (reference === null) return null
    if (reference.kind === 'finess') return this.#structures.finess(reference.number)
    if (reference.kind === 'siret') return this.#structures.siret(reference.number)
    return this.#structures.cabinet(
      person.number,
      reference.rank,
      person.id,
      person.nom,
      person.home,
      misplacement(defect),
    )
  }

  /** From the mode d'exercice to the end of the line. */
  #end(person: Person, activity: Activity, structure: Structure | null): string {
    const cells = structure === null ? NO_STRUCTURE : structure.cells
    const secteur = structure === null ? '|' : structure.secteurCells
    return `|${activity.mode}|${cells}|${person.autorite}|${secteur}|${activity.section}|${activity.role}|${activity.genre}|\n`
  }

  #refused(line: string, code: NoticeCode, { nom, prenom }: Person): void {
    const number = this.#out.line + 1
    this.#tally.notice(code, number)
    this.#out.write(
      code === 'NOM_ABSENT'
        ? line.replace(`|${nom}|${prenom}|`, `||${prenom}|`)
        : withFaultyIdentity(this.#rng, code, line, number),
    )
  }

  /** @param met structures of the person on accepted lines, to which this one is added */
  #accepted(
    line: string,
    activity: Activity,
    structure: Structure | null,
    met: Structure[],
    defect: NoticeCode | null,
  ): void {
    const number = this.#out.line + 1
    this.#out.write(line)
    if (structure === null) return
    if (structure.traits.departementEmpty && defect !== 'DEPARTEMENT_INDETERMINE') {
      this.#tally.notice('DEPARTEMENT_DEDUIT', number)
    }
    if (!met.some(({ technicalId }) => technicalId === structure.technicalId)) {
      met.push(structure)
      this.#structures.meet(activity.structure!)
    } else this.#tally.trait('personne et structure déjà réunies sur une autre ligne', number)
    this.#traits(structure, number)
  }

  /** Traits are counted on the lines that are loaded. */
  #traits({ traits }: Structure, line: number): void {
    if (traits.quote) this.#tally.trait('guillemet dans une valeur', line)
    if (traits.typographic) this.#tally.trait('apostrophe typographique', line)
    this.#tally.trait(traits.country ? 'pays 99000' : 'pays vide', line)
    if (traits.cedex) this.#tally.trait('code postal CEDEX, différent de ceux de la commune', line)
    if (traits.phone >= 0) this.#tally.trait(`téléphone : ${PHONE_SHAPES[traits.phone]!}`, line)
  }
}

function withDefect(person: Person, defect: NoticeCode | null): Person {
  switch (defect) {
    case 'CLE_RPPS_INVALIDE':
      return { ...person, id: withWrongKey(person.id) }
    case 'PRENOM_ABSENT':
      return { ...person, prenom: '' }
    case 'PROFESSION_INCONNUE':
      return { ...person, profession: '999', professionCells: '999|Profession hors nomenclature' }
    case 'CARACTERE_DE_CONTROLE':
      return { ...person, professionCells: `${person.professionCells}\u0002` }
    default:
      return person
  }
}

function misplacement(defect: NoticeCode | null): Misplacement {
  if (defect === 'DEPARTEMENT_INDETERMINE') return 'lost'
  return defect === 'DEPARTEMENT_CONTREDIT' ? 'elsewhere' : null
}
