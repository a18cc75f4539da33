import { type NumberKind, readNumber } from './digits.js'
import type { Reading } from './reading.js'

const RPPS: NumberKind = {
  name: 'RPPS',
  length: 11,
  form: /^\d{11}$/,
  typeDigit: '8',
  zero: false,
  expected: '11 chiffres',
}
// Nine characters is all that public sources confirm; which letters may stand for a département, they do not say.
const ADELI: NumberKind = {
  name: 'ADELI',
  length: 9,
  form: /^\d[\dA-Z]{8}$/,
  typeDigit: '0',
  zero: true,
  expected: '9 chiffres ou lettres',
}
const FINESS: NumberKind = {
  name: 'FINESS',
  length: 9,
  form: /^\d[\dAB]\d{7}$/,
  typeDigit: '1',
  zero: true,
  expected: '9 caractères',
}
const SIREN: NumberKind = {
  name: 'SIREN',
  length: 9,
  form: /^\d{9}$/,
  typeDigit: '2',
  zero: true,
  expected: '9 chiffres',
}
const SIRET: NumberKind = {
  name: 'SIRET',
  length: 14,
  form: /^\d{14}$/,
  typeDigit: '3',
  zero: true,
  expected: '14 chiffres',
}

const NATIONAL_RPPS: NumberKind = {
  name: 'numéro de professionnel',
  length: 12,
  form: /^8\d{11}$/,
  zero: false,
  expected: '8 et 11 chiffres, ou 0 et 9 caractères',
}
const NATIONAL_ADELI: NumberKind = { ...NATIONAL_RPPS, length: 10, form: /^0\d[\dA-Z]{8}$/ }

/** An identification nationale PP: 8 and an RPPS, or 0 and an ADELI. */
export function readNational(written: string | null): Reading<string> {
  const rpps = readNumber(written, NATIONAL_RPPS)
  if (rpps.fault === null) return rpps
  const adeli = readNumber(written, NATIONAL_ADELI)
  return adeli.fault === null ? adeli : rpps
}

/** An RPPS: 11 digits, given back without the type digit that may stand before them. */
export function readRpps(written: string | null): Reading<string> {
  return readNumber(written, RPPS)
}

/** An ADELI: 9 characters, given back without the type digit that may stand before them. */
export function readAdeli(written: string | null): Reading<string> {
  return readNumber(written, ADELI)
}

export function readFiness(written: string | null): Reading<string> {
  return readNumber(written, FINESS)
}

export function readSiren(written: string | null): Reading<string> {
  return readNumber(written, SIREN)
}

export function readSiret(written: string | null): Reading<string> {
  return readNumber(written, SIRET)
}
