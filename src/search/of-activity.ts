import type { Criteria, Field } from './criteria.js'

/** Fields that one and the same activity of a professional must satisfy together (design.md §2). */
const OF_ACTIVITY: ReadonlySet<Field> = new Set([
  'profession',
  'departement',
  'ville',
  'codePostal',
  'structure',
  'finess',
  'siret',
  'telephone',
  'telecopie',
])

/** True when criteria are about an activity alone. */
export function isOfActivity(criteria: Criteria): boolean {
  if (criteria.kind === 'term') return OF_ACTIVITY.has(criteria.field)
  return (criteria.kind === 'and' || criteria.kind === 'or') && criteria.of.every(isOfActivity)
}
