import { type NumberKind, readNumber } from './digits.js'
import { plain, type Reading, repaired, unreadable } from './reading.js'
import { LONGEST_CODE, unwrapped } from './spreadsheet.js'

const POSTCODE: NumberKind = {
  name: 'code postal',
  length: 5,
  form: /^\d{5}$/,
  zero: true,
  expected: 'les 5 chiffres d’un code postal',
}
const COMMUNE: NumberKind = {
  name: 'code commune',
  length: 5,
  form: /^\d[\dAB]\d{3}$/,
  zero: true,
  expected: 'les 5 caractères d’un code commune de l’INSEE',
}
const LONGEST_FOREIGN = 16
const COUNTRY = /^(?:F|FR|FRANCE)\s?-?\s?(\d{5})$/i
const WITH_CITY = /^(\d{5})[\s,–-]+\p{L}.{0,80}$/u

/**
 * A French postcode: 5 digits.
 * @param foreign true when the country is another: its postcodes have their own forms and stay as they are
 */
export function readPostcode(written: string | null, foreign = false): Reading<string> {
  if (written !== null && foreign) return foreignCode(written)
  const read = readNumber(written, POSTCODE)
  if (read.fault === null || written === null) return read
  const { text } = written.length <= LONGEST_CODE ? unwrapped(written) : { text: '' }
  if (text !== '') {
    const country = COUNTRY.exec(text)
    if (country !== null) return repaired(country[1]!, 'préfixe du pays ôté')
    const city = WITH_CITY.exec(text)
    if (city !== null) return repaired(city[1]!, 'nom de la ville ôté du code postal')
  }
  return read
}

/** A commune code of INSEE: 5 characters, 2A or 2B for Corsica. */
export function readCommuneCode(written: string | null): Reading<string> {
  return readNumber(written, COMMUNE)
}

function foreignCode(written: string): Reading<string> {
  if (written.length > LONGEST_CODE) return unreadable(`plus de ${LONGEST_FOREIGN} caractères pour un code postal`)
  const { text, repaired: phrase } = unwrapped(written)
  if (text.length > LONGEST_FOREIGN) return unreadable(`plus de ${LONGEST_FOREIGN} caractères pour un code postal`)
  return text === '' ? repaired<string>(null, phrase) : phrase === null ? plain(text) : repaired(text, phrase)
}
