import { departementCode, isSpecialite, label } from '../nomenclature/index.js'
import { nationalIdentifiers } from '../records/identifier.js'
import { fold } from '../text/fold.js'
import { instantOf } from '../text/instant.js'
import type { Criteria } from './criteria.js'
import { normalise, or, term } from './terms.js'

/**
 * What one parameter becomes: criteria, or the rule that it breaks, in French. A value of one or two letters is a whole
 * name (LY, the town Y); `start` is what it becomes when another criterion leads the search.
 */
export type Read = Criteria | ShortRead | string

export interface ShortRead {
  readonly kind: 'short'
  readonly whole: Criteria
  readonly start: Criteria
  /** Starts come after the whole values even when nothing else leads. */
  readonly startsToo: boolean
}

/** Letters of a name's start; what is shorter is a whole name. */
const SHORTEST_START = 3

const ADDRESS = /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i

/** Rule of each search parameter (design.md §3). */
export const PARAMETER_RULES: Readonly<Record<string, (value: string) => Read>> = {
  nom: (value) => start('nom', value),
  prenom: (value) => start('prenom', value),
  rpps: identifier,
  adeli: identifier,
  departement(value) {
    const code = departementCode(value)
    return code === null
      ? 'code de département inconnu (voir /v1/nomenclatures/departements)'
      : term('departement', 'exact', code)
  },
  ville: (value) => start('ville', value),
  codePostal: (value) =>
    /^\d{2,5}$/.test(value)
      ? term('codePostal', value.length === 5 ? 'exact' : 'prefix', value)
      : 'deux à cinq chiffres',
  profession: (value) =>
    label('profession', value) === null
      ? 'code de profession inconnu (voir /v1/nomenclatures/professions)'
      : term('profession', 'exact', value),
  specialite: (value) =>
    isSpecialite(specialiteCode(value))
      ? term('specialite', 'exact', specialiteCode(value))
      : 'code de spécialité inconnu (voir /v1/nomenclatures/specialites)',
  structure(value) {
    if (/^\d{14}$/.test(value)) return term('siret', 'exact', value)
    if (/^[0-9][0-9AB]\d{7}$/i.test(value)) return term('finess', 'exact', value)
    return fold(value) === ''
      ? 'trois lettres au moins d’un nom, un nom entier, un FINESS (9 caractères) ou un SIRET (14 chiffres)'
      : start('structure', value)
  },
  adresse(value) {
    if (ADDRESS.test(value)) return term('adresse', 'exact', value)
    return value.trim().length < 3 ? 'trois caractères au moins' : term('adresse', 'prefix', value)
  },
  typeBal: (value) =>
    label('type-bal', value.toUpperCase()) === null
      ? 'type de BAL inconnu (voir /v1/nomenclatures/types-bal)'
      : term('typeBal', 'exact', value),
  avecBal: (value) => {
    const wanted = booleanOf(value)
    return wanted === null ? 'true ou false' : term('avecBal', 'exact', String(wanted))
  },
  source: (value) =>
    /^[a-z][a-z0-9-]{1,31}$/.test(value)
      ? term('source', 'exact', value)
      : '« national » ou le nom d’une source régionale',
  modifieDepuis: (value) =>
    Number.isNaN(instantOf(value))
      ? 'une date AAAA-MM-JJ, avec ou sans heure (AAAA-MM-JJTHH:MM, heure française, ou avec Z ou +01:00)'
      : term('modifieDepuis', 'exact', value),
}

/** A specialty may be written with its type, `S:SM04`. */
export function specialiteCode(value: string): string {
  return value.slice(value.indexOf(':') + 1).toUpperCase()
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
])

/** `true` or `false`, as libraries write them (Python's True, PHP's 1); null for anything else. */
export function booleanOf(value: string): boolean | null {
  return BOOLEANS.get(value.toLowerCase()) ?? null
}

function start(field: 'nom' | 'prenom' | 'ville' | 'structure', value: string): Read {
  const { length } = normalise(field, value)
  if (length === 0) {
    return 'une lettre ou un chiffre au moins (trois lettres pour un début), sans compter accents, tirets et espaces'
  }
  const asStart = term(field, 'prefix', value)
  if (length >= SHORTEST_START) return asStart
  return {
    kind: 'short',
    whole: term(field, 'exact', value),
    start: asStart,
    startsToo: field === 'ville' && length > 1,
  }
}

function identifier(value: string): Read {
  const numbers = nationalIdentifiers(value)
  if (numbers.length === 0) return 'un RPPS (11 chiffres) ou un ADELI (9 caractères), avec ou sans le chiffre du type'
  return or(numbers.map((number) => term('identifiant', 'exact', number)))
}
