import { departementsOf, readRegion } from '../nomenclature/index.js'
import { IDENTIFIER_RULE, nationalIdentifiers } from '../records/identifier.js'
import { fold } from '../text/fold.js'
import { isStreetArticle, streetFragmentWords, streetInFull } from '../text/fold-street.js'
import { lettersOfFragment } from '../text/words.js'
import {
  readAddress,
  readDepartement,
  readFiness,
  readLine,
  readPostcode,
  readProfession,
  readSavoirFaire,
  readSiret,
  readTelephones,
} from '../values/index.js'
import { type Criteria, type Field, SHORTEST_INFIX } from './criteria.js'
import type { FeedCodes } from './feed-codes.js'
import { identified } from './identified.js'
import { and, inDepartements, normalise, or, term } from './terms.js'

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
/** Digits of a start of a telephone number. */
const SHORTEST_TELEPHONE = 4
/** No street has more words worth naming. */
const MOST_STREET_WORDS = 8

/** A code of a nomenclature; null when it is none. */
export function code(field: Field, value: string | null, table: string, name: string): Read {
  return value === null ? `${name} inconnu (voir /v1/nomenclatures/${table})` : term(field, 'exact', value)
}

export function profession(value: string, codes: FeedCodes): Read {
  return code('profession', professionCode(value, codes), 'professions', 'code de profession')
}

export function specialite(value: string, codes: FeedCodes): Read {
  return code('specialite', specialiteCode(value, codes), 'specialites', 'code de spécialité')
}

export function departement(value: string): Read {
  // The number that Corsica had until 1976, as people still write it.
  if (/^\s*(?:20|corse)\s*$/i.test(value)) return inDepartements(['2A', '2B'])
  return code('departement', readDepartement(value).value, 'departements', 'code de département')
}

export function region(value: string): Read {
  const found = readRegion(value)
  if (found === null) return 'région inconnue (voir /v1/nomenclatures/regions)'
  return inDepartements(departementsOf(found))
}

export function postcode(value: string): Read {
  // Fewer digits are the start of a code, and not one that lost its zero.
  const short = value.replace(/\s/g, '')
  if (/^\d{2,4}$/.test(short)) return term('codePostal', 'prefix', short)
  const whole = readPostcode(value).value
  return whole === null ? 'deux à cinq chiffres' : term('codePostal', 'exact', whole)
}

/** Words of a street: each must be there, a number right before the word that follows it. */
export function street(value: string): Read {
  const pieces: string[] = []
  let joined = ''
  for (const word of streetFragmentWords(value)) {
    if (isStreetArticle(word)) continue
    joined += `${joined === '' ? '' : ' '}${word}`
    const whole = streetInFull(joined)
    if (lettersOfFragment(whole).length < SHORTEST_INFIX) continue
    // `av` is too short to be looked for as it is, AVENUE is not.
    pieces.push(lettersOfFragment(joined).length < SHORTEST_INFIX ? whole : joined)
    joined = ''
  }
  if (joined !== '' && pieces.length > 0) pieces.push(`${pieces.pop()!} ${joined}`)
  if (pieces.length === 0) return 'un mot de trois lettres au moins du nom de la voie'
  if (pieces.length > MOST_STREET_WORDS) return `${MOST_STREET_WORDS} mots au plus`
  return and(pieces.map((piece) => term('voie', 'infix', piece)))
}

/** `F` and a FINESS, `C` and a SIRET, `R` and 14 digits (src/feed/FORMATS.md). */
const TECHNICAL_NUMBER = /^[A-Z]\d[\dAB]\d{7,18}$/i

export function structure(value: string): Read {
  const siret = readSiret(value).value
  if (siret !== null) return term('siret', 'exact', siret)
  const finess = readFiness(value).value
  if (finess !== null) return term('finess', 'exact', finess)
  if (TECHNICAL_NUMBER.test(value.trim())) return term('idTechnique', 'exact', value.trim().toUpperCase())
  return fold(value) === ''
    ? 'trois lettres au moins d’un nom, un nom entier, un FINESS (9 caractères), un SIRET (14 chiffres) ou un identifiant technique (une lettre et des chiffres)'
    : start('structure', value)
}

export function telephone(value: string): Read {
  const digits = normalise('telephone', value)
  if (/^\d{4,9}$/.test(digits)) return term('telephone', 'prefix', digits)
  const numbers = readTelephones(value, true).value ?? []
  return numbers.length === 1 && digits.length >= SHORTEST_TELEPHONE
    ? term('telephone', 'exact', numbers[0]!)
    : 'un numéro de téléphone, ou son début (quatre chiffres au moins)'
}

export function address(value: string): Read {
  const whole = readAddress(value).value
  if (whole !== null) return term('adresse', 'exact', whole)
  const begun = (readLine(value).value ?? '').replace(/^mailto:\s*/i, '')
  return begun.length < 3 ? 'trois caractères au moins' : term('adresse', 'prefix', begun)
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
export function cityStart(value: string): Read {
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

export function start(field: 'nom' | 'prenom' | 'ville' | 'structure', value: string): Read {
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

export function identifier(value: string): Read {
  const numbers = nationalIdentifiers(value)
  if (numbers.length === 0) return IDENTIFIER_RULE
  return identified(numbers)
}
