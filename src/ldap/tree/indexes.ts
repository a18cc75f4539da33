import type { Field } from '../../search/criteria.js'
import { or, term } from '../../search/terms.js'
import type { Index } from './shape.js'

/** Fragments of three characters or more are searched in the middle of these fields; codes only whole or by start. */
export function byField(field: Field): Index {
  return { narrow: (match, value) => term(field, match, value) }
}

/** Stored with its type digit: 8 + RPPS (11 digits), 0 + ADELI (9 characters). */
export const byIdentifier: Index = {
  narrow(match, value) {
    if (match !== 'exact') return term('identifiant', match, value)
    const number = value.trim()
    return or([number, `8${number}`, `0${number}`].map((one) => term('identifiant', 'exact', one)))
  },
}

/** The same number shown without its type digit: its start lies inside the stored one. */
export const byBareNumber: Index = {
  narrow(match, value) {
    if (match === 'exact') return byIdentifier.narrow(match, value)
    return value.trim().length < 3 ? { kind: 'all' } : term('identifiant', 'infix', value)
  },
}

/** The type digit is the first character of the stored number. */
export const byNumberType: Index = {
  narrow: (match, value) => (match === 'infix' ? { kind: 'all' } : term('identifiant', 'prefix', value)),
}

/** FINESS and SIRET have an index; mailboxes of a structure known by another type of number are not reached by it. */
export const byStructureNumber: Index = {
  narrow: (match, value) => or([term('finess', match, value), term('siret', match, value)]),
  incomplete: true,
}
