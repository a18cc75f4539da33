import { plainWords, saints } from './fold.js'
import { recalled } from './recalled.js'

/** The three cities that have arrondissements, whose number is also written without a space or in Roman figures. */
const DIVIDED: readonly string[] = ['PARIS', 'LYON', 'MARSEILLE']
const NUMBER = /^\d{1,2}(?:E|EME|IEME|ER|ERE|ND|NDE)?$/
const ROMAN = /^[IVX]{1,5}(?:E|EME|IEME|ER)?$/
const ARRONDISSEMENT = ['ARRONDISSEMENT', 'ARRDT', 'ARDT', 'ARRT', 'EME', 'IEME', 'ER']
const POSTCODE = /^\d{5}$/
const ROUTING = /^(?:CEDEX|CDX)\d{0,2}$/

/**
 * Folds a city: as a name, without what routes mail within it. "PARIS CEDEX 13", "PARIS-CEDEX 13", "PARISCEDEX",
 * "CEDEX 13 PARIS", "Paris 13e arrondissement", "PARIS 13" and "75013 PARIS" are PARIS.
 */
export const foldCity = recalled((value) => foldCityWords(value).join(''))

/** The same word by word. */
export function foldCityWords(value: string): string[] {
  return saints(withoutArrondissement(withoutCedex(withoutPostcode(plainWords(value)))))
}

function withoutPostcode(words: string[]): string[] {
  const from = words.length > 1 && POSTCODE.test(words[0]!) ? 1 : 0
  const end = words.length > from + 1 && POSTCODE.test(words.at(-1)!) ? -1 : words.length
  return words.slice(from, end)
}

function withoutCedex(words: string[]): string[] {
  const at = words.findIndex((word) => ROUTING.test(word))
  if (at > 0) return words.slice(0, at)
  if (at === 0) return words.slice(words.length > 1 && /^\d{1,2}$/.test(words[1]!) ? 2 : 1)
  const last = words.findIndex((word) => word.indexOf('CEDEX') > 1)
  if (last === -1) return words
  return [...words.slice(0, last), words[last]!.slice(0, words[last]!.indexOf('CEDEX'))]
}

function withoutArrondissement(words: string[]): string[] {
  const city = words.findIndex((word, at) => at > 0 && (NUMBER.test(word) || isRoman(words, at)))
  if (city > 0 && words.slice(city + 1).every(isArrondissement)) return words.slice(0, city)
  const joined = words.length === 0 ? null : /^([A-Z]{4,9})(\d{1,2})(?:E|EME|ER)?$/.exec(words[0]!)
  if (joined !== null && DIVIDED.includes(joined[1]!) && words.slice(1).every(isArrondissement)) return [joined[1]!]
  return words
}

/** The word or a start of it, as one types it. */
function isArrondissement(word: string): boolean {
  return ARRONDISSEMENT.some((whole) => whole.startsWith(word))
}

function isRoman(words: readonly string[], at: number): boolean {
  return at === 1 && DIVIDED.includes(words[0]!) && ROMAN.test(words[at]!)
}
