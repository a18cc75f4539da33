import { DAY_MS } from '../text/days.js'
import { EMPTY, plain, type Reading, repaired, unreadable } from './reading.js'
import { unwrapped } from './spreadsheet.js'

const MOST = 60
const ISO = /^\d{4}-\d{2}-\d{2}$/
const YEAR_FIRST = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/
const DAY_FIRST = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/
const COMPACT = /^(\d{8})$/
const SERIAL = /^(\d{5})(?:[.,]\d{1,12})?$/
const TIME =
  /(?:T|\s+|\s+à\s+)(\d{1,2})\s?[:h.]\s?(\d{2})?(?::(\d{2}))?(?:[.,]\d{1,9})?\s?(?:min|s)?\s?(?:[AP]M)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i
const WITH_WORD = /^(?:[a-zé]{2,9}\.?,?\s+)?(\d{1,2})(?:er)?[\s./-]+([a-zéûôà]{3,9})\.?[\s./-]+(\d{4}|\d{2})$/i
const MONTHS = [
  ['janvier', 'janv', 'jan', 'january'],
  ['fevrier', 'fevr', 'fev', 'feb', 'february'],
  ['mars', 'mar', 'march'],
  ['avril', 'avr', 'apr', 'april'],
  ['mai', 'may'],
  ['juin', 'jun', 'june'],
  ['juillet', 'juil', 'jul', 'july'],
  ['aout', 'aou', 'aug', 'august'],
  ['septembre', 'sept', 'sep', 'september'],
  ['octobre', 'oct', 'october'],
  ['novembre', 'nov', 'november'],
  ['decembre', 'dec', 'december'],
]
/** Excel's day 1 is 1 January 1900, and it counts a 29 February 1900 that never was. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30)
const [FIRST_SERIAL, LAST_SERIAL] = [18_264, 91_313]
const PARIS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' })

/**
 * A day, as AAAA-MM-JJ. French order: 1/5/2024 is 1 May. A day that is in no calendar (31/02/2031) is unreadable, and so
 * is a spreadsheet's error: a date restricts publication.
 */
export function readDate(written: string | null): Reading<string> {
  if (written === null || written === '') return EMPTY
  if (written.length > MOST) return unreadable(FAULT)
  const { text, repaired: unwrapping } = unwrapped(written)
  if (text === '') return repaired<string>(null, unwrapping)
  if (ISO.test(text)) {
    const [year, month, day] = text.split('-').map(Number) as [number, number, number]
    return exists(year, month, day) ? repaired(text, unwrapping) : unreadable(NO_DAY)
  }
  const time = TIME.exec(text)
  const dayPart = time === null ? text : text.slice(0, time.index).trim()
  const read = SERIAL.test(text) ? ofSerial(text) : ofDay(dayPart)
  if (read.value === null) return read
  const zone = time?.[4]
  if (zone !== undefined) return repaired(dayInParis(read.value, time!, zone), unwrapping, 'jour de l’heure de Paris')
  const noon = time === null || /^0{1,2}$/.test(time[1]!) ? null : 'heure ôtée'
  return repaired(read.value, unwrapping, read.repaired, noon)
}

const FAULT = 'ce n’est pas une date ; attendu : JJ/MM/AAAA ou AAAA-MM-JJ'
const NO_DAY = 'ce jour n’existe pas dans le calendrier'

function ofDay(text: string): Reading<string> {
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst !== null) return day(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]), null)
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst !== null) {
    const [, one, two, year] = dayFirst as unknown as [string, string, string, string]
    const [phrase, full] = century(year)
    // Only a month of 12 at most can be one: 12/31/2024 has one reading.
    if (Number(two) > 12 && Number(two) <= 31 && Number(one) <= 12) {
      return day(full, Number(one), Number(two), 'mois et jour inversés')
    }
    return day(full, Number(two), Number(one), phrase)
  }
  const word = WITH_WORD.exec(text)
  if (word !== null) {
    const name = word[2]!.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
    const month = MONTHS.findIndex((names) => names.includes(name)) + 1
    if (month === 0) return unreadable(FAULT)
    const [, full] = century(word[3]!)
    return day(full, month, Number(word[1]), `« ${text} » lu comme une date`)
  }
  const compact = COMPACT.exec(text)
  return compact === null ? unreadable(FAULT) : ofEightDigits(compact[1]!)
}

/** AAAAMMJJ, else JJMMAAAA. */
function ofEightDigits(digits: string): Reading<string> {
  const at = (from: number, to: number) => Number(digits.slice(from, to))
  const phrase = 'huit chiffres lus comme une date'
  const yearFirst = day(at(0, 4), at(4, 6), at(6, 8), phrase)
  return yearFirst.value !== null ? yearFirst : day(at(4, 8), at(2, 4), at(0, 2), phrase)
}

function ofSerial(text: string): Reading<string> {
  const serial = Math.floor(Number(text.replace(',', '.')))
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return unreadable(FAULT)
  const iso = new Date(SERIAL_ZERO + serial * DAY_MS).toISOString().slice(0, 10)
  return repaired(iso, 'numéro de jour d’un tableur')
}

function day(year: number, month: number, dayOfMonth: number, phrase: string | null): Reading<string> {
  if (!exists(year, month, dayOfMonth)) return unreadable(NO_DAY)
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
  return phrase === null ? plain(iso) : repaired(iso, phrase)
}

/** Two digits are a year of this century, or from 70 on of the last. */
function century(year: string): [phrase: string | null, year: number] {
  if (year.length === 4) return [null, Number(year)]
  return ['année à deux chiffres', Number(year) + (Number(year) < 70 ? 2000 : 1900)]
}

function exists(year: number, month: number, dayOfMonth: number): boolean {
  if (year < 1900 || month < 1 || month > 12 || dayOfMonth < 1) return false
  return dayOfMonth <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** 2024-12-30T23:00:00Z is midnight of the 31st in Paris. */
function dayInParis(iso: string, time: RegExpExecArray, zone: string): string {
  const [, hours, minutes = '00', seconds = '00'] = time as unknown as [string, string, string?, string?]
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z'
  const moment = new Date(`${iso}T${hours.padStart(2, '0')}:${minutes}:${seconds}${offset}`)
  return Number.isNaN(moment.getTime()) ? iso : PARIS.format(moment)
}
