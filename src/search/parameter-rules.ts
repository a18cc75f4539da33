import { departementCode, isSpecialite, label } from '../nomenclature/index.js'
import { nationalIdentifiers } from '../records/identifier.js'
import { fold } from '../text/fold.js'
import type { Criteria } from './criteria.js'
import { or, term } from './terms.js'

/** What one parameter becomes: criteria, or the rule that it breaks, in French. */
export type Read = Criteria | string

const ADDRESS = /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$/

/** Rule of each search parameter (design.md §3). */
export const PARAMETER_RULES: Readonly<Record<string, (value: string) => Read>> = {
  nom: (value) => namePrefix('nom', value),
  prenom: (value) => namePrefix('prenom', value),
  rpps: identifier,
  adeli: identifier,
  departement(value) {
    const code = departementCode(value)
    return code === null
      ? 'code de département inconnu (voir /v1/nomenclatures/departements)'
      : term('departement', 'exact', code)
  },
  ville: (value) => (fold(value).length < 2 ? 'deux lettres au moins' : term('ville', 'prefix', value)),
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
    return fold(value).length < 3
      ? 'trois lettres au moins d’un nom, un FINESS (9 caractères) ou un SIRET (14 chiffres)'
      : term('structure', 'prefix', value)
  },
  adresse(value) {
    if (ADDRESS.test(value)) return term('adresse', 'exact', value)
    return value.trim().length < 3 ? 'trois caractères au moins' : term('adresse', 'prefix', value)
  },
  typeBal: (value) =>
    label('type-bal', value.toUpperCase()) === null
      ? 'type de BAL inconnu (voir /v1/nomenclatures/types-bal)'
      : term('typeBal', 'exact', value),
  avecBal: (value) => (/^(true|false)$/.test(value) ? term('avecBal', 'exact', value) : 'true ou false'),
  source: (value) =>
    /^[a-z][a-z0-9-]{1,31}$/.test(value)
      ? term('source', 'exact', value)
      : '« national » ou le nom d’une source régionale',
  modifieDepuis: (value) =>
    DATE.test(value) && !Number.isNaN(Date.parse(value))
      ? term('modifieDepuis', 'exact', value)
      : 'une date AAAA-MM-JJ, avec ou sans heure',
}

/** A specialty may be written with its type, `S:SM04`. */
export function specialiteCode(value: string): string {
  return value.slice(value.indexOf(':') + 1).toUpperCase()
}

function namePrefix(field: 'nom' | 'prenom', value: string): Read {
  return fold(value).length < 3
    ? 'trois lettres ou chiffres au moins, sans compter accents, tirets et espaces'
    : term(field, 'prefix', value)
}

function identifier(value: string): Read {
  const numbers = nationalIdentifiers(value)
  if (numbers.length === 0) return 'un RPPS (11 chiffres) ou un ADELI (9 caractères), avec ou sans le chiffre du type'
  return or(numbers.map((number) => term('identifiant', 'exact', number)))
}
