import { EMPTY, type Reading, repaired, unreadable } from './reading.js'
import { isScientific, SCIENTIFIC_FAULT, spreadsheetError, unwrapped, withoutDecimals } from './spreadsheet.js'

const MOST = 200
/** A number as people separate its digits. */
const RUN = /(?:\+|00)?[\d(][\d\s.\-()\u2010-\u2015_]*/g
const PARTS = /[;|\n,]|\s\/\s|\/(?=\s*[+0])|\s(?:et|ou|puis|-)\s/i
const SHORT = /^(?:1[0-9]|11[0-9]|116\d{3}|118\d{3}|3[0-9]{3})$/
const USUAL = /^(?:0[1-9](?:[ .-]?\d{2}){4}|\+33 ?[1-9](?:[ .-]?\d{2}){4})$/

/**
 * The telephone numbers of a cell. One in a usual form stays as it is written; others are read as ten digits, or +33 and
 * nine. What is no number is left out, and reported.
 * @param foreign true when the country is not France: any number of 5 to 15 digits is then one
 */
export function readTelephones(written: string | null, foreign = false): Reading<readonly string[]> {
  if (written === null || written === '') return EMPTY
  if (USUAL.test(written)) return { value: [written], repaired: null, fault: null }
  if (written.length > MOST) return unreadable(`plus de ${MOST} caractères pour un numéro de téléphone`)
  const { text, repaired: unwrapping } = unwrapped(written, 'text')
  if (text === '') return repaired<readonly string[]>(null, unwrapping)
  if (USUAL.test(text)) return repaired([text], unwrapping)
  const error = spreadsheetError(text)
  if (error !== null) return repaired<readonly string[]>(null, `${error} : la cellule est lue comme vide`)
  if (isScientific(text)) return unreadable(SCIENTIFIC_FAULT)
  const whole = withoutDecimals(text.normalize('NFKC'))
  const alone = oneNumber(whole.text.replaceAll('/', ' '), foreign)
  if (alone !== null) return repaired([alone.number], unwrapping, whole.repaired, alone.repaired)
  return several(whole.text, foreign, unwrapping)
}

function several(text: string, foreign: boolean, unwrapping: string | null): Reading<readonly string[]> {
  const numbers: string[] = []
  let left = ''
  for (const part of text.split(PARTS)) {
    let rest = part
    for (const run of part.match(RUN) ?? []) {
      const read = numbersOf(run.trim(), foreign)
      numbers.push(...read)
      if (read.length > 0) rest = rest.replace(run, ' ')
    }
    if (/[\p{L}\p{N}]/u.test(rest)) left += ` ${rest.trim()}`
  }
  if (numbers.length === 0) {
    return unreadable(
      `« ${text.slice(0, 60)} » n’est pas un numéro de téléphone ; attendu : dix chiffres, ou +33 et neuf`,
    )
  }
  const distinct = [...new Set(numbers)]
  const unread = left.trim() === '' ? null : `« ${left.trim().slice(0, 60)} » ôté`
  const count = distinct.length > 1 ? `${distinct.length} numéros dans la cellule` : null
  return repaired(
    distinct,
    unwrapping,
    count,
    unread,
    count === null && unread === null ? 'numéro remis en forme' : null,
  )
}

/** A run of digits: one number, or several of ten digits one after the other. */
function numbersOf(run: string, foreign: boolean): string[] {
  const alone = oneNumber(run, foreign)
  if (alone !== null && !SHORT.test(alone.number)) return [alone.number]
  const digits = run.replace(/\D/g, '')
  if (digits.length < 20 || digits.length % 10 !== 0) return []
  const tens = digits.match(/\d{10}/g)!
  return tens.every((ten) => /^0[1-9]/.test(ten)) ? tens : []
}

interface One {
  readonly number: string
  readonly repaired: string | null
}

function oneNumber(text: string, foreign: boolean): One | null {
  const compact = text.replace(/[\s.\-()_\u2010-\u2015]/g, '')
  if (!/^\+?\d{2,17}$/.test(compact)) return null
  const written = text.trim()
  const shown = /^\+?\d[\d .-]*$/.test(written) && !/ {2}/.test(written) ? written : null
  if (/^0[1-9]\d{8}$/.test(compact)) return { number: shown ?? compact, repaired: shown === null ? FORM : null }
  const national = /^(?:\+|00)330?([1-9]\d{8})$/.exec(compact)
  if (national !== null) {
    const kept = shown !== null && /^\+33[^0]/.test(compact)
    return kept ? { number: shown, repaired: null } : { number: `0${national[1]}`, repaired: FORM }
  }
  if (/^33[1-9]\d{8}$/.test(compact))
    return { number: `0${compact.slice(2)}`, repaired: 'signe + rétabli, numéro remis en forme' }
  if (/^\+[1-9]\d{5,14}$/.test(compact) && !compact.startsWith('+33'))
    return { number: shown ?? compact, repaired: null }
  if (/^00[1-9]\d{5,14}$/.test(compact) && !compact.startsWith('0033')) {
    return { number: `+${compact.slice(2)}`, repaired: FORM }
  }
  if (foreign && /^\d{5,15}$/.test(compact)) return { number: shown ?? compact, repaired: null }
  if (/^[1-9]\d{8}$/.test(compact)) return { number: `0${compact}`, repaired: 'zéro initial rétabli' }
  if (SHORT.test(compact)) return { number: shown ?? compact, repaired: null }
  return null
}

const FORM = 'numéro remis en forme'
