import { fold, foldings, foldLetters, foldText } from '../text/fold.js'
import { foldCity } from '../text/fold-city.js'
import { instantOf } from '../text/instant.js'
import { foldAddress } from '../values/index.js'
import { type Criteria, type Field, type Match, SHORTEST_INFIX, type Term } from './criteria.js'

const FOLDED: ReadonlySet<Field> = new Set(['nom', 'prenom', 'nomComplet', 'structure', 'motNom', 'motPrenom'])
/** Fields in which ST may be SAINT. */
const NAMES: ReadonlySet<Field> = new Set([...FOLDED, 'ville'])
const LETTERS: ReadonlySet<Field> = new Set(['service', 'description'])

/**
 * A term whose value is normalised for its field, as the store keeps it. Both doors build their terms here.
 * @param value as the user or the LDAP client wrote it
 * @returns `none` when nothing is left of the value to compare
 */
export function term(field: Field, match: Match, value: string): Criteria {
  if (match === 'present') return { kind: 'term', field, match, value: '' }
  const normalised = normalise(field, value)
  if (normalised === '') return { kind: 'none' }
  const whole: Term = { kind: 'term', field, match, value: normalised }
  if (!NAMES.has(field) || (match === 'infix' && normalised.length < SHORTEST_INFIX)) return whole
  const [, ...others] = foldings(normalised)
  return others.length === 0 ? whole : or([whole, ...others.map((form): Term => ({ ...whole, value: form }))])
}

/** The form in which a field's values are stored and compared. */
export function normalise(field: Field, value: string): string {
  if (FOLDED.has(field)) return fold(value)
  if (LETTERS.has(field)) return foldLetters(value)
  if (field === 'ville') return foldCity(value)
  if (field === 'titre') return foldText(value)
  if (field === 'adresse') return foldAddress(value)
  if (field === 'source') return value.trim().toLowerCase()
  if (field === 'modifieDepuis') {
    const instant = instantOf(value.trim())
    return Number.isNaN(instant) ? '' : new Date(instant).toISOString()
  }
  if (field === 'avecBal') return value.trim()
  return value.trim().toUpperCase()
}

/** AND of criteria, simplified. */
export function and(parts: readonly Criteria[]): Criteria {
  if (parts.some((part) => part.kind === 'none')) return { kind: 'none' }
  const kept = parts.filter((part) => part.kind !== 'all')
  if (kept.length === 0) return { kind: 'all' }
  return kept.length === 1 ? kept[0]! : { kind: 'and', of: kept }
}

/** OR of criteria, simplified. */
export function or(parts: readonly Criteria[]): Criteria {
  if (parts.some((part) => part.kind === 'all')) return { kind: 'all' }
  const possible = parts.flatMap((part) => (part.kind === 'or' ? part.of : part.kind === 'none' ? [] : [part]))
  const kept = possible.filter((part) => !possible.some((other) => implies(part, other)))
  if (kept.length === 0) return { kind: 'none' }
  return kept.length === 1 ? kept[0]! : { kind: 'or', of: kept }
}

/** Whether a full name begins with, or contains, what one of its two names does: the second criterion is then enough. */
function implies(one: Criteria, other: Criteria): boolean {
  if (one.kind !== 'term' || other.kind !== 'term') return false
  if ((one.field !== 'nom' && one.field !== 'prenom') || other.field !== 'nomComplet') return false
  return one.match === other.match && one.value === other.value && one.match !== 'exact'
}
