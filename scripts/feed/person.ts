import { type Activity, drawActivities } from './activity.js'
import { adeliOf, hasAdeli, rppsOf } from './identifiers.js'
import { drawName } from './names.js'
import type { Places } from './places.js'
import { Rng, STREAM } from './rng.js'
import type { Structures } from './structure.js'
import { coded, drawProfession, drawSavoirFaire, type SavoirFaire } from './tables.js'

/** An invented professional. Nothing is kept: the same number gives the same person again. */
export interface Person {
  readonly number: number
  /** '8' RPPS or '0' ADELI. */
  readonly type: string
  readonly id: string
  readonly nom: string
  readonly prenom: string
  readonly civilite: string
  readonly civiliteExercice: string
  readonly profession: string
  /** Code and label, as two cells. */
  readonly professionCells: string
  readonly categorieCells: string
  readonly student: boolean
  readonly savoirFaire: readonly SavoirFaire[]
  readonly activities: readonly Activity[]
  readonly autorite: string
  /** Share of the population: a place (places.ts). */
  readonly home: number
}

const NOWHERE: Activity = { structure: null, mode: coded('mode-exercice', 'L'), role: '|', genre: '|', section: '|' }
const IDLE: Activity = { ...NOWHERE, mode: '|' }
const ORDERS: Readonly<Record<string, string>> = {
  '10': 'CNOM/CNOM/ARS',
  '21': 'CNOP/CNOP/CNOP',
  '40': 'CNOCD//',
  '50': 'CNOSF//',
  '60': 'ONI/ONI/ARS',
  '70': 'CNOMK//',
  '80': 'CNOPP//',
}
const DOCTORS: ReadonlySet<string> = new Set(['10', '21', '40'])
const CIVILIAN = coded('categorie', 'C')
const STUDENT = coded('categorie', 'E')
const MILITARY = coded('categorie', 'M')
const OFFICIAL = coded('categorie', 'F')

export class People {
  readonly #rng: Rng
  readonly #seed: number
  readonly #places: Places
  readonly #structures: Structures

  constructor(seed: number, places: Places, structures: Structures) {
    this.#rng = new Rng(seed)
    this.#seed = seed
    this.#places = places
    this.#structures = structures
  }

  at(number: number): Person {
    const rng = this.#rng.at(STREAM.person, number)
    const home = rng.float()
    const adeli = hasAdeli(number)
    const profession = drawProfession(rng, adeli)
    const { nom, prenom, feminine } = drawName(rng)
    const draw = rng.float()
    const student = draw < 0.03 && (profession === '10' || profession === '60' || profession === '40')
    const military = !student && draw < 0.01
    const id = adeli ? adeliOf(number, this.#places.at(home).departement, profession) : rppsOf(number, this.#seed)
    const nowhere = rng.float()
    const practice = {
      profession,
      home,
      hasRpps: !adeli,
      finessCount: this.#structures.finessCount,
      siretCount: this.#structures.siretCount,
    }
    return {
      number,
      type: adeli ? '0' : '8',
      id,
      nom,
      prenom,
      civilite: feminine ? 'MME' : 'M',
      civiliteExercice: !DOCTORS.has(profession) || student ? '' : rng.chance(0.02) ? 'PR' : 'DR',
      profession,
      professionCells: coded('profession', profession),
      categorieCells: student ? STUDENT : military ? MILITARY : draw > 0.985 ? OFFICIAL : CIVILIAN,
      student,
      savoirFaire: student ? [] : drawSavoirFaire(rng, profession),
      activities: student
        ? [IDLE]
        : nowhere < 0.08
          ? [NOWHERE]
          : nowhere < 0.14
            ? [IDLE]
            : drawActivities(rng, practice),
      autorite: military ? 'SSA/SSA/SSA' : (ORDERS[profession] ?? 'ARS/ARS/ARS'),
      home,
    }
  }
}

const IDENTITIES = { M: 'M|Monsieur', MME: 'MME|Madame' } as const
const TITLES: Readonly<Record<string, string>> = { '': '|', DR: 'DR|Docteur', PR: 'PR|Professeur' }

/** The cells of a person's activity lines up to the catégorie professionnelle. */
export function activityHead(person: Person): string {
  const { type, id, nom, prenom } = person
  const civilite = person.civilite === 'M' ? IDENTITIES.M : IDENTITIES.MME
  return `${type}|${id}|${type}${id}|${TITLES[person.civiliteExercice]!}|${civilite}|${nom}|${prenom}|${person.professionCells}|${person.categorieCells}|`
}

/** The five cells that start a line of the savoir-faire and diploma files. */
export function shortHead({ type, id, nom, prenom }: Person): string {
  return `${type}|${id}|${type}${id}|${nom}|${prenom}|`
}
