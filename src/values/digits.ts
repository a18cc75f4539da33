import { cleaned } from './characters.js'
import { EMPTY, type Reading, repaired, unreadable } from './reading.js'
import {
  isScientific,
  LONGEST_CODE,
  SCIENTIFIC_FAULT,
  spreadsheetError,
  unwrapped,
  withoutDecimals,
} from './spreadsheet.js'

/** One kind of number of a fixed length, that people and spreadsheets write in many ways. */
export interface NumberKind {
  /** As a message names it: « RPPS ». */
  readonly name: string
  readonly length: number
  /** The form of the number itself, in capitals. */
  readonly form: RegExp
  /** Digit that may stand in front and say its type (IDNPS, IDNST; src/feed/FORMATS.md §2). */
  readonly typeDigit?: string
  /** Whether a number may begin with a zero, which spreadsheets lose. */
  readonly zero: boolean
  /** What is expected, for messages. */
  readonly expected: string
}

// « RPPS : 100… », « N° FINESS 06… »: the name of the column written once more in the cell.
const LABEL =
  /^(?:n(?:um[ée]ro)?\s*[°ºo]?\s*)?(?:rpps|adeli|finess|siren|siret|am|idnps|idnst|cp|tel|t[ée]l)?\s*(?:n\s*[°º]?\s*)?[:=.]?\s*(?=\d)/i
const SEPARATORS = /[\s.,\-_'’]/g
const SEVERAL = /[;/|\n]|\s(?:et|ou|puis)\s|,\s/i

/**
 * Reads a number of a fixed length. Typography goes (spaces, dots, an apostrophe, `="…"`, `.0`), and one lost leading
 * zero comes back; both are reported. Two numbers, one of another length, or a power of ten are unreadable.
 */
export function readNumber(written: string | null, kind: NumberKind): Reading<string> {
  if (written === null || written === '') return EMPTY
  if (written.length === kind.length && kind.form.test(written)) return { value: written, repaired: null, fault: null }
  if (written.length > LONGEST_CODE) return unreadable(`texte trop long pour un ${kind.name}`)
  const hadBreak = /[\n\r]/.test(written.trim())
  const { text, repaired: unwrapping } = unwrapped(written)
  if (text === '') return repaired<string>(null, unwrapping)
  const error = spreadsheetError(text)
  if (error !== null) return repaired<string>(null, `${error} : la cellule est lue comme vide`)
  if (isScientific(text)) return unreadable(SCIENTIFIC_FAULT)
  const narrow = text.normalize('NFKC')
  const whole = withoutDecimals(narrow)
  const upper = whole.text.toUpperCase()
  const bare = upper.replace(LABEL, '')
  const compact = bare.replace(SEPARATORS, '')
  const found = ofKind(compact, kind)
  const phrases = [
    unwrapping,
    narrow === text ? null : 'chiffres de largeur double remplacés',
    whole.repaired,
    bare === upper ? null : 'intitulé ôté',
    compact === bare ? null : 'espaces et signes ôtés',
  ]
  if (found !== null) return repaired(found.value, ...phrases, found.repaired)
  // A zero is given back to plain digits alone: « 128-00736 » has rather lost a digit.
  if (kind.zero && compact === bare && compact.length === kind.length - 1 && kind.form.test(`0${compact}`)) {
    return repaired(`0${compact}`, ...phrases, 'zéro initial rétabli')
  }
  if (hadBreak || SEVERAL.test(text) || isTwice(compact, kind)) {
    return unreadable(`plusieurs numéros dans la cellule ; attendu : ${kind.expected}`)
  }
  return unreadable(`${whatIsWrong(compact, kind)} ; attendu : ${kind.expected}`)
}

function ofKind(compact: string, kind: NumberKind): { value: string; repaired: string | null } | null {
  if (compact.length === kind.length && kind.form.test(compact)) return { value: compact, repaired: null }
  const { typeDigit } = kind
  if (typeDigit === undefined || compact.length !== kind.length + 1 || !compact.startsWith(typeDigit)) return null
  const value = compact.slice(1)
  return kind.form.test(value) ? { value, repaired: null } : null
}

/** Two numbers side by side, with nothing or a space between them. */
function isTwice(compact: string, { length, form }: NumberKind): boolean {
  if (compact.length === 0 || compact.length % length !== 0) return false
  for (let at = 0; at < compact.length; at += length) if (!form.test(compact.slice(at, at + length))) return false
  return true
}

function whatIsWrong(compact: string, { name }: NumberKind): string {
  const { text } = cleaned(compact, 'code')
  const digits = text.replace(/\D/g, '').length
  if (digits === 0) return `« ${text.slice(0, 40)} » n’est pas un ${name}`
  if (digits === text.length) return `${digits} chiffre${digits > 1 ? 's' : ''}`
  const odd = [...text].find((character) => !/\d/.test(character))!
  return `caractère « ${odd} » inattendu`
}
