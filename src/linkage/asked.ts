import { departementOf } from '../nomenclature/index.js'
import type { FeedCodes } from '../search/feed-codes.js'
import { professionCode, specialiteCode } from '../search/parameter-rules.js'
import { foldCity } from '../text/fold-city.js'
import { foldStreetWords } from '../text/fold-street.js'
import { isFrance, readDepartement, readFiness, readName, readPostcode, readSiren, readSiret } from '../values/index.js'
import { type AskedField, checkAsked, type PersonAsked } from './person-asked.js'
import { type WrittenName, writtenName } from './written-name.js'

export interface AskedPlace {
  /** Words of number and street, types of voie in full. */
  readonly street: readonly string[] | null
  readonly postcode: string | null
  /** Folded, without CEDEX. */
  readonly city: string | null
  /** As they were asked, else those of the postcode; none when neither tells. */
  readonly departements: readonly string[]
  /** No more than the département is known of the place. */
  readonly onlyDepartement: boolean
  /** false when the country that was asked is another than France. */
  readonly inFrance: boolean
}

export type AskedStructure =
  | { readonly kind: 'number'; readonly numbers: ReadonlySet<string> }
  | { readonly kind: 'name'; readonly letters: string; readonly words: readonly string[] }

/** A question made comparable. */
export interface Asked {
  readonly given: Readonly<Partial<Record<AskedField, string>>>
  readonly name: WrittenName
  readonly birthName: WrittenName | null
  readonly firstName: WrittenName
  /** null when nothing of the address was asked, or could be read. */
  readonly place: AskedPlace | null
  readonly profession: string | null
  readonly specialite: string | null
  readonly structure: AskedStructure | null
  /** Fields that could not be read. */
  readonly unread: ReadonlySet<AskedField>
}

/**
 * @param codes that the directory holds besides those of the nomenclatures
 * @throws AnnuaireError CRITERE_INVALIDE naming the fields that are too long, or the name that is missing
 */
export function readAsked(person: PersonAsked, codes: FeedCodes): Asked {
  const given = checkAsked(person)
  const unread = new Set<AskedField>()
  const read = <T>(field: AskedField, reading: (value: string) => T | null): T | null => {
    const value = given[field]
    if (value === undefined) return null
    const found = reading(value)
    if (found === null) unread.add(field)
    return found
  }
  const birthName = read('nomNaissance', (value) => nonEmpty(nameOf(value)))
  const name = nameOf(given.nom!)
  return {
    given,
    name,
    birthName: birthName === null || birthName.letters === name.letters ? null : birthName,
    firstName: nameOf(given.prenom!),
    place: placeOf(given, read),
    profession: read('profession', (value) => professionCode(value, codes)),
    specialite: read('specialite', (value) => specialiteCode(value, codes)),
    structure: read('structure', structureOf),
    unread,
  }
}

function nameOf(value: string): WrittenName {
  return writtenName(readName(value).value ?? value)
}

function nonEmpty(name: WrittenName): WrittenName | null {
  return name.letters === '' ? null : name
}

type Read = <T>(field: AskedField, reading: (value: string) => T | null) => T | null

function placeOf(given: Asked['given'], read: Read): AskedPlace | null {
  const inFrance = given.pays === undefined || isFrance(given.pays, null)
  const street = read('voie', (value) => {
    const words = foldStreetWords(value)
    return words.length === 0 ? null : words
  })
  const postcode = read('codePostal', (value) => readPostcode(value, !inFrance).value)
  const city = read('commune', (value) => foldCity(value) || null)
  const asked = read('departement', departementsOf)
  const deduced = inFrance
    ? departementOf({ codeCommune: null, codePostal: postcode, commune: given.commune ?? null })
    : null
  const departements = asked ?? (deduced === null ? [] : [deduced])
  if (street === null && postcode === null && city === null && departements.length === 0 && inFrance) return null
  return {
    street,
    postcode,
    city,
    departements,
    onlyDepartement: postcode === null && city === null,
    inFrance,
  }
}

/** Corsica's number of before 1976 is both of today's. */
function departementsOf(value: string): readonly string[] | null {
  if (/^(?:20|corse)$/i.test(value)) return ['2A', '2B']
  const code = readDepartement(value).value
  return code === null ? null : [code]
}

/** Nine digits may be a FINESS or a SIREN: both are looked for. */
function structureOf(value: string): AskedStructure | null {
  const numbers = [readSiret(value).value, readFiness(value).value, readSiren(value).value]
  const known = new Set(numbers.filter((number) => number !== null))
  if (known.size > 0) return { kind: 'number', numbers: known }
  const { letters, proper } = nameOf(value)
  return letters === '' ? null : { kind: 'name', letters, words: proper }
}
