import { type Cleaned, type Content, cleaned } from './characters.js'

/** Longest value of which any pattern below is tried: longer ones are no code, number, date or address. */
export const LONGEST_CODE = 320

// What Excel and LibreOffice write, in French and in English, for a formula that failed or a column too narrow.
const ERROR =
  /^#(?:N\/?[AD]|REF!?|VALEUR!?|VALUE!?|NOM\??|NAME\??|NUL{1,2}!?|DIV\/0!?|NOMBRE!?|NUM!?|CALC!?|SPILL!?|PROPAGATION!?|EPARS!?|CHAMP!?|FIELD!?|BLOQUE!?|BLOCKED!?|CONNEXION!?|CONNECT!?|#+)$|^Err ?: ?5\d\d$/i
const FORMULA = /^=\s*"([^"]*)"$/
const PROTECTED = /^['’‘`´](?=[\d+=(<]|[^'’‘`´]*$)/
const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?E\+?\d{1,3}$/i
const DECIMALS = /^(\d+)[.,]0+$/

/** The word for such an error, or null. */
export function spreadsheetError(text: string): string | null {
  return text.length <= 16 && ERROR.test(text) ? `erreur de tableur « ${text} »` : null
}

/** Whether a spreadsheet made a power of ten of a number, whose last digits are lost. */
export function isScientific(text: string): boolean {
  return text.length <= 24 && SCIENTIFIC.test(text)
}

export const SCIENTIFIC_FAULT =
  'le tableur a mis le nombre en notation scientifique et ses derniers chiffres sont perdus : formatez la colonne en Texte avant la saisie'

/**
 * Cleans a cell that holds a code, a number, a date or an address: the forms by which people keep a spreadsheet from
 * changing it go too (`="…"`, a leading apostrophe).
 */
export function unwrapped(written: string, content: Content = 'code'): Cleaned {
  const { text, repaired } = cleaned(written, content)
  if (text.length > LONGEST_CODE) return { text, repaired }
  const first = text.charCodeAt(0)
  if (first === 61) {
    const formula = FORMULA.exec(text)
    if (formula !== null) return repairedBy(formula[1]!.trim(), repaired, 'formule ="…" ôtée')
    if (/^=\d+$/.test(text)) return repairedBy(text.slice(1), repaired, 'signe = ôté')
  } else if (isApostrophe(first) && PROTECTED.test(text)) {
    return repairedBy(text.slice(1).trim(), repaired, 'apostrophe de tableur ôtée')
  }
  return { text, repaired }
}

/** Takes the decimals off a whole number that a spreadsheet wrote as 10000000017.0. */
export function withoutDecimals(text: string): Cleaned {
  const found = text.length <= LONGEST_CODE ? DECIMALS.exec(text) : null
  return found === null ? { text, repaired: null } : { text: found[1]!, repaired: 'décimales du tableur ôtées' }
}

function isApostrophe(unit: number): boolean {
  return unit === 39 || unit === 0x2019 || unit === 0x2018 || unit === 96 || unit === 0xb4
}

function repairedBy(text: string, before: string | null, phrase: string): Cleaned {
  return { text, repaired: before === null ? phrase : `${before} ; ${phrase}` }
}
