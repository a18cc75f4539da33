import { EMPTY, type Reading, repaired, unreadable } from './reading.js'
import { LONGEST_CODE, spreadsheetError, unwrapped, withoutDecimals } from './spreadsheet.js'

/**
 * A code of a table that may be unknown: trimmed, and in capitals when only these are in the table.
 * @param isKnown whether the table has a code
 */
export function readCode(written: string, isKnown: (code: string) => boolean): Reading<string> {
  if (written === '') return EMPTY
  if (written.length > LONGEST_CODE) return unreadable('texte trop long pour un code')
  const { text, repaired: unwrapping } = unwrapped(written)
  if (text === '') return repaired<string>(null, unwrapping)
  const error = spreadsheetError(text)
  if (error !== null) return repaired<string>(null, `${error} : la cellule est lue comme vide`)
  if (isKnown(text)) return repaired(text, unwrapping)
  const whole = withoutDecimals(text)
  const upper = whole.text.toUpperCase()
  return isKnown(upper) ? repaired(upper, unwrapping, whole.repaired) : repaired(text, unwrapping)
}
