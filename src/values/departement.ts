import { departementByName, departementLabel } from '../nomenclature/index.js'
import { EMPTY, type Reading, repaired, unreadable } from './reading.js'
import { spreadsheetError, unwrapped, withoutDecimals } from './spreadsheet.js'

const MOST = 100
const WITH_NAME = /^(\d[\dAB]\d?)\s{0,5}[-–—:(]?\s{0,5}([^\d()]{2,60})\)?$/i
const NAME_FIRST = /^([^\d()]{2,60}?)\s{0,5}[-–—:(]?\s{0,5}(\d[\dAB]\d?)\)?$/i

/**
 * The code of a département: `1`, `001` and `2a` are reported only when a file writes them, `Var`, `83 - Var` and `Var (83)`
 * are read. 20 is none today: the commune says which of 2A and 2B.
 */
export function readDepartement(written: string | null): Reading<string> {
  if (written === null || written === '') return EMPTY
  if (isKnown(written)) return { value: written, repaired: null, fault: null }
  if (written.length > MOST) return unreadable(FAULT)
  const { text, repaired: unwrapping } = unwrapped(written)
  if (text === '') return repaired<string>(null, unwrapping)
  const error = spreadsheetError(text)
  if (error !== null) return repaired<string>(null, `${error} : la cellule est lue comme vide`)
  const code =
    codeOf(withoutDecimals(text.normalize('NFKC')).text.toUpperCase()) ?? departementByName(text) ?? bothOf(text)
  if (code === null) return unreadable(FAULT)
  return repaired(code, unwrapping, code === text.toUpperCase() ? null : `« ${text} » lu comme ${code}`)
}

const FAULT = 'code de département inconnu'
/** Codes that the table keeps for old data (TRE_G09), and Monaco's two: no département of today. */
const OLD: ReadonlySet<string> = new Set(['20', '985'])

function isKnown(code: string): boolean {
  return departementLabel(code) !== null && !OLD.has(code)
}

function codeOf(value: string): string | null {
  if (isKnown(value)) return value
  if (isKnown(`0${value}`)) return `0${value}`
  // Three characters with a zero in front, as the Assurance maladie writes them: 001, 075, 02A.
  if (value.length === 3 && value.startsWith('0') && isKnown(value.slice(1))) return value.slice(1)
  return null
}

function bothOf(text: string): string | null {
  const first = WITH_NAME.exec(text)
  const last = first === null ? NAME_FIRST.exec(text) : null
  const code = codeOf((first?.[1] ?? last?.[2] ?? '').toUpperCase())
  const name = departementByName(first?.[2] ?? last?.[1] ?? '')
  return code !== null && code === name ? code : null
}
