import { EMPTY, type Reading, repaired, unreadable } from './reading.js'
import { LONGEST_CODE, spreadsheetError, unwrapped, withoutDecimals } from './spreadsheet.js'

const RANK = /^0{0,2}([1-9]\d{0,2})\s?(?:er|re|ère|e|è|ème|nd|nde|°)?$/i
const FAULT = 'attendu : un nombre entier de 1 à 999, 1 pour ce qui est à préférer'

/** A place in an order of preference: 1, 2, 3… */
export function readRank(written: string | null): Reading<number> {
  if (written === null || written === '') return EMPTY
  if (written.length > LONGEST_CODE) return unreadable(FAULT)
  const { text, repaired: unwrapping } = unwrapped(written)
  if (text === '') return repaired<number>(null, unwrapping)
  const error = spreadsheetError(text)
  if (error !== null) return repaired<number>(null, `${error} : la cellule est lue comme vide`)
  const whole = withoutDecimals(text.normalize('NFKC'))
  const found = RANK.exec(whole.text)
  if (found === null) return unreadable(FAULT)
  const asNumber = found[1] === whole.text ? null : `« ${text} » lu comme ${found[1]}`
  return repaired(Number(found[1]), unwrapping, whole.repaired, asNumber)
}
