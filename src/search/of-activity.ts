import type { Criteria, Field } from './criteria.js'

/** Fields of the structure where an activity takes place. */
const OF_STRUCTURE: ReadonlySet<Field> = new Set([
  'departement',
  'ville',
  'codePostal',
  'structure',
  'finess',
  'siret',
  'telephone',
  'telecopie',
])
/** Fields that one and the same activity of a professional must satisfy together (src/search/README.md). */
const OF_ACTIVITY: ReadonlySet<Field> = new Set(['profession', ...OF_STRUCTURE])

/** True when criteria are about an activity alone. */
export const isOfActivity = isAbout(OF_ACTIVITY)

/** True when criteria are about a structure alone. */
export const isOfStructure = isAbout(OF_STRUCTURE)

function isAbout(fields: ReadonlySet<Field>): (criteria: Criteria) => boolean {
  const is = (criteria: Criteria): boolean => {
    if (criteria.kind === 'term') return fields.has(criteria.field)
    return (criteria.kind === 'and' || criteria.kind === 'or') && criteria.of.every(is)
  }
  return is
}
