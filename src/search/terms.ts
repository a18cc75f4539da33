import { fold, foldCity, foldLetters } from '../text/fold.js'
import type { Criteria, Field, Match, Term } from './criteria.js'

const FOLDED: ReadonlySet<Field> = new Set(['nom', 'prenom', 'nomComplet', 'structure', 'motNom', 'motPrenom'])
const LETTERS: ReadonlySet<Field> = new Set(['titre', 'service', 'description'])

/**
 * A term whose value is normalised for its field, as the store keeps it. Both doors build their terms here.
 * @param value as the user or the LDAP client wrote it
 * @returns `none` when nothing is left of the value to compare
 */
export function term(field: Field, match: Match, value: string): Criteria {
  if (match === 'present') return { kind: 'term', field, match, value: '' }
  const normalised = normalise(field, value)
  return normalised === '' ? { kind: 'none' } : ({ kind: 'term', field, match, value: normalised } satisfies Term)
}

/** The form in which a field's values are stored and compared. */
export function normalise(field: Field, value: string): string {
  if (FOLDED.has(field)) return fold(value)
  if (LETTERS.has(field)) return foldLetters(value)
  if (field === 'ville') return foldCity(value)
  if (field === 'adresse') return value.trim().toLowerCase()
  if (field === 'source') return value.trim().toLowerCase()
  if (field === 'modifieDepuis' || field === 'avecBal') return value.trim()
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
  const kept = parts.filter((part) => part.kind !== 'none')
  if (kept.length === 0) return { kind: 'none' }
  return kept.length === 1 ? kept[0]! : { kind: 'or', of: kept }
}
