import { nationalIdentifiers } from '../records/identifier.js'
import { fold } from '../text/fold.js'
import { instantOf } from '../text/instant.js'
import {
  readAddress,
  readDate,
  readDepartement,
  readFiness,
  readLine,
  readPostcode,
  readProfession,
  readRegionalType,
  readSavoirFaire,
  readSiret,
} from '../values/index.js'
import type { Criteria } from './criteria.js'
import type { FeedCodes } from './feed-codes.js'
import { searchBar } from './search-bar.js'
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

/** Rule of each search parameter (design.md §3). */
export const PARAMETER_RULES: Readonly<Record<string, (value: string, codes: FeedCodes) => Read>> = {
  q: searchBar,
  nom: (value) => start('nom', value),
  prenom: (value) => start('prenom', value),
  rpps: identifier,
  adeli: identifier,
  departement(value) {
    // The number that Corsica had until 1976, as people still write it.
    if (/^\s*(?:20|corse)\s*$/i.test(value)) return or(['2A', '2B'].map((code) => term('departement', 'exact', code)))
    const code = readDepartement(value).value
    return code === null
      ? 'code de département inconnu (voir /v1/nomenclatures/departements)'
      : term('departement', 'exact', code)
  },
  ville: cityStart,
  codePostal(value) {
    // Fewer digits are the start of a code, and not one that lost its zero.
    const short = value.replace(/\s/g, '')
    if (/^\d{2,4}$/.test(short)) return term('codePostal', 'prefix', short)
    const code = readPostcode(value).value
    return code === null ? 'deux à cinq chiffres' : term('codePostal', 'exact', code)
  },
  profession(value, codes) {
    const code = professionCode(value, codes)
    return code === null
      ? 'code de profession inconnu (voir /v1/nomenclatures/professions)'
      : term('profession', 'exact', code)
  },
  specialite(value, codes) {
    const code = specialiteCode(value, codes)
    return code === null
      ? 'code de spécialité inconnu (voir /v1/nomenclatures/specialites)'
      : term('specialite', 'exact', code)
  },
  structure(value) {
    const siret = readSiret(value).value
    if (siret !== null) return term('siret', 'exact', siret)
    const finess = readFiness(value).value
    if (finess !== null) return term('finess', 'exact', finess)
    return fold(value) === ''
      ? 'trois lettres au moins d’un nom, un nom entier, un FINESS (9 caractères) ou un SIRET (14 chiffres)'
      : start('structure', value)
  },
  adresse(value) {
    const address = readAddress(value).value
    if (address !== null) return term('adresse', 'exact', address)
    const start = (readLine(value).value ?? '').replace(/^mailto:\s*/i, '')
    return start.length < 3 ? 'trois caractères au moins' : term('adresse', 'prefix', start)
  },
  typeBal(value) {
    const code = readRegionalType(value).value
    return code === null ? 'type de BAL inconnu (voir /v1/nomenclatures/types-bal)' : term('typeBal', 'exact', code)
  },
  avecBal(value) {
    const answer = booleanOf(value)
    return answer === null ? 'true ou false' : term('avecBal', 'exact', String(answer))
  },
  source: (value) =>
    /^[a-z][a-z0-9-]{1,31}$/.test(value)
      ? term('source', 'exact', value)
      : '« national » ou le nom d’une source régionale',
  modifieDepuis(value) {
    const moment = Number.isNaN(instantOf(value)) ? readDate(value).value : value
    return moment === null
      ? 'une date AAAA-MM-JJ, avec ou sans heure (AAAA-MM-JJTHH:MM, heure française, ou avec Z ou +01:00)'
      : term('modifieDepuis', 'exact', moment)
  },
}

/** A specialty may be written with its type, `S:SM04`, or by its name; null when it is none. */
export function specialiteCode(value: string, codes: FeedCodes): string | null {
  return readSavoirFaire(value).value ?? codes.find('savoir-faire', value)
}

/** A profession may be written by its name; null when it is none. */
export function professionCode(value: string, codes: FeedCodes): string | null {
  return readProfession(value).value ?? codes.find('profession', value)
}

/** While one types CEDEX, what is there so far is no part of the name: the city that is named whole is looked for too. */
function cityStart(value: string): Read {
  const read = start('ville', value)
  if (typeof read === 'string' || read.kind === 'short') return read
  const cedex = /^(.{1,150}?)[\s,-]{1,5}C(?:E(?:DE?)?)?$/i.exec(value.trim())
  return cedex === null ? read : or([read, term('ville', 'exact', cedex[1]!)])
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
