import { luhn } from '../text/luhn.js'
import { readAdeli, readNational, readRpps } from '../values/index.js'

/** Identification nationale PP, once its form is checked (src/feed/FORMATS.md §2). */
export interface Identifier {
  /** Type digit and number: 8 + RPPS (11 digits) or 0 + ADELI (9 characters). */
  readonly national: string
  /** The same as a number, for tables: RPPS below 10^11, ADELI from 10^12. */
  readonly key: number
  readonly keyValid: boolean
}

/** What is added to an ADELI read as a number of base 36. */
const ADELI_KEYS = 1e12
const RPPS = /^[0-9]{11}$/
// Nine characters is all that public sources confirm; which letters may stand for a département, they do not say.
const ADELI = /^[0-9][0-9A-Z]{8}$/

/**
 * @param national the identification nationale PP as the file writes it
 * @returns null when it is neither 8 + 11 digits nor 0 + 9 characters
 */
export function parseIdentifier(national: string): Identifier | null {
  const type = national.charCodeAt(0)
  const number = national.slice(1)
  if (type === 56 && RPPS.test(number)) return { national, key: Number(number), keyValid: luhn(number) }
  // No key is checked for ADELI: its algorithm is not confirmed by any public source.
  if (type === 48 && ADELI.test(number))
    return { national, key: ADELI_KEYS + Number.parseInt(number, 36), keyValid: true }
  return null
}

/** The identification nationale that a key stands for. */
export function nationalOfKey(key: number): string {
  if (key < ADELI_KEYS) return `8${String(key).padStart(11, '0')}`
  return `0${(key - ADELI_KEYS).toString(36).toUpperCase().padStart(9, '0')}`
}

/** What is expected of a number typed by a person, in French. */
export const IDENTIFIER_RULE = 'un RPPS (11 chiffres) ou un ADELI (9 caractères), avec ou sans le chiffre du type'

/**
 * The national identifications that a number typed by a person may mean: RPPS with or without its 8, ADELI with or
 * without its 0, however they are spaced.
 */
export function nationalIdentifiers(typed: string): string[] {
  const rpps = readRpps(typed).value
  const adeli = readAdeli(typed).value
  const candidates = [readNational(typed).value, rpps && `8${rpps}`, adeli && `0${adeli}`]
  return [...new Set(candidates)].filter((one): one is string => one !== null && parseIdentifier(one) !== null)
}
