import { type Criteria, type Field, type Match, SHORTEST_INFIX } from '../../search/criteria.js'
import { or, term } from '../../search/terms.js'
import type { Index } from './shape.js'

const ALL: Criteria = { kind: 'all' }

/** A field that the store compares exactly as filters do (text/fold.ts, or codes). */
export function byFolded(field: Field): Index {
  return { ...byField(field), isExact: () => true }
}

/** Accents count in stored addresses and not in filters: both agree on what has none. */
export const byAddress: Index = { ...byField('adresse'), isExact: (_, value) => /^[!-~]+$/.test(value) }

/** Fragments of three characters or more are searched in the middle of these fields. */
export function byField(field: Field): Index {
  return {
    narrow(match, value) {
      const criteria = term(field, match, value)
      const short = criteria.kind === 'term' && match === 'infix' && criteria.value.length < SHORTEST_INFIX
      return short ? ALL : criteria
    },
  }
}

/** Fields that are compared whole or by their start (search/criteria.ts): inner fragments narrow nothing. */
export function byStart(field: Field): Index {
  return { narrow: (match, value) => (match === 'exact' || match === 'prefix' ? term(field, match, value) : ALL) }
}

/** Numbers of professionals are all RPPS or ADELI, told apart by their length. */
const isNumber = (match: Match, value: string): boolean => match === 'exact' && /^(?:.{9}|.{11})$/.test(value)

/** Stored with its type digit: 8 + RPPS (11 digits), 0 + ADELI (9 characters). */
export const byIdentifier: Index = {
  narrow(match, value) {
    if (match !== 'exact') return byStart('identifiant').narrow(match, value)
    const number = value.trim()
    const type = number.length === 11 ? '8' : number.length === 9 ? '0' : ''
    return term('identifiant', 'exact', type + number)
  },
  isExact: isNumber,
}

/** The same number shown without its type digit: its start follows either digit. */
export const byBareNumber: Index = {
  narrow(match, value) {
    if (match === 'exact') return byIdentifier.narrow(match, value)
    if (match !== 'prefix' || value.trim() === '') return ALL
    return or(['8', '0'].map((type) => term('identifiant', 'prefix', type + value.trim())))
  },
  isExact: isNumber,
}

/** The type digit is the first character of the stored number. */
export const byNumberType: Index = {
  narrow: (match, value) => (match === 'infix' ? ALL : term('typeIdentifiant', 'exact', value)),
}
