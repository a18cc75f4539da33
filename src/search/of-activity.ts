import type { Criteria } from './criteria.js'
import { type Field, type FieldOf, type Owner, ruleOf } from './fields.js'

const STRUCTURE: ReadonlySet<Owner> = new Set(['structure'])
const ACTIVITY: ReadonlySet<Owner> = new Set(['situation', 'structure'])

/** True when criteria are about an activity alone. */
export const isOfActivity = isAbout(ACTIVITY)

/** True when criteria are about a structure alone. */
export const isOfStructure = isAbout(STRUCTURE)

export function isFieldOf<O extends Owner>(owner: O, field: Field): field is FieldOf<O> {
  return ruleOf(field).of === owner
}

function isAbout(owners: ReadonlySet<Owner>): (criteria: Criteria) => boolean {
  const is = (criteria: Criteria): boolean => {
    if (criteria.kind === 'term') return owners.has(ruleOf(criteria.field).of)
    return (criteria.kind === 'and' || criteria.kind === 'or') && criteria.of.every(is)
  }
  return is
}
