import { departementsOf, regions } from '../../nomenclature/index.js'
import type { Criteria, Field, Match } from '../../search/criteria.js'
import { ruleOf } from '../../search/fields.js'
import { and, inDepartements, isShortFragment, or, term } from '../../search/terms.js'
import { BETWEEN_NAMES } from '../../store/service-name.js'
import { plainWords } from '../../text/fold.js'
import { Fragment, fragmentOf } from '../../text/words.js'
import type { Index } from './attribute-index.js'

const ALL: Criteria = { kind: 'all' }
const NONE: Criteria = { kind: 'none' }

/** A field that the store compares exactly as filters do (text/fold.ts, or codes). */
export function byFolded(field: Field): Index {
  return { ...byField(field), isExact: () => true }
}

/** Accents count in stored addresses and not in filters: both agree on what has none. */
export const byAddress: Index = { ...byField('adresse'), isExact: (_, value) => /^[!-~]+$/.test(value) }

/** As far as the store answers (search/fields.ts): inner fragments of fewer than three characters, for one, narrow nothing. */
export function byField(field: Field): Index {
  const { matches } = ruleOf(field)
  return {
    narrow(match, value) {
      if (!matches.includes(match)) return ALL
      const criteria = term(field, match, value)
      return criteria.kind === 'term' && isShortFragment(criteria) ? ALL : criteria
    },
  }
}

/** Numbers of professionals are all RPPS or ADELI, told apart by their length. */
const isNumber = (match: Match, value: string): boolean => match === 'exact' && /^(?:.{9}|.{11})$/.test(value)

/** Stored with its type digit: 8 + RPPS (11 digits), 0 + ADELI (9 characters). */
export const byIdentifier: Index = {
  narrow(match, value) {
    if (match !== 'exact') return byField('identifiant').narrow(match, value)
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

/** A number of before, shown without its type digit. */
export const byFormerNumber: Index = {
  narrow(match, value) {
    const number = value.trim()
    if (match === 'exact') return number.length === 9 ? term('ancienAdeli', 'exact', `0${number}`) : NONE
    return match !== 'prefix' || number === '' ? ALL : term('ancienAdeli', 'prefix', `0${number}`)
  },
  isExact: (match) => match === 'exact',
}

/** The type digit is the first character of the stored number. */
export const byNumberType: Index = {
  narrow: (match, value) => (match === 'infix' ? ALL : term('typeIdentifiant', 'exact', value)),
}

/**
 * The first of the full names: what lies inside one of its names lies in it, and what goes over them, begins it or is it may be
 * said of another full name.
 */
export const byDisplayName: Index = {
  ...byField('nomComplet'),
  isExact: (match, value) => match === 'infix' && !value.includes(' '),
}

/** A name, or the establishment of a service. */
export const bySurname: Index = {
  narrow: (match, value) => or([byField('nom').narrow(match, value), byField('etablissement').narrow(match, value)]),
  isExact: () => true,
}

/** One title shows a profession and a savoir-faire together: what goes over both begins or ends with the other. */
export const byTitle: Index = {
  narrow(match, value) {
    const alone = byField('titre').narrow(match, value)
    if (match === 'exact') {
      const parts = value.split(BETWEEN_NAMES.trim())
      return parts.length === 1 ? alone : or([alone, and(parts.map((part) => term('titre', 'exact', part)))])
    }
    if (match === 'present' || alone.kind === 'all') return alone
    const across = new Fragment(fragmentOf(value, plainWords))
      .parts(() => true)
      .map(({ head, tail }) => and([byField('titre').narrow('infix', head.text), term('titre', 'prefix', tail)]))
    return or([alone, ...across])
  },
}

/** A region is the départements that it is made of. */
export const byRegion: Index = {
  narrow(match, value) {
    const wanted = value.trim()
    if (match === 'infix') return ALL
    if (match === 'present') return term('departement', 'present', '')
    const found = regions().filter(({ code }) => (match === 'exact' ? code === wanted : code.startsWith(wanted)))
    return inDepartements(found.flatMap(({ code }) => departementsOf(code)))
  },
  isExact: (match) => match === 'exact' || match === 'prefix',
}
