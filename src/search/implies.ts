import { lettersOfFragment } from '../text/words.js'
import type { Criteria, Term } from './criteria.js'
import { ruleOf } from './fields.js'

/** True when whatever satisfies `one` certainly satisfies `other`; false when it is not plain to see. */
export function implies(one: Criteria, other: Criteria): boolean {
  if (other.kind === 'all' || one.kind === 'none') return true
  if (one.kind === 'or') return one.of.every((part) => implies(part, other))
  if (other.kind === 'and' || other.kind === 'words') return other.of.every((part) => implies(one, part))
  if (one.kind === 'and' || one.kind === 'words') return one.of.some((part) => implies(part, other))
  if (other.kind === 'or') return other.of.some((part) => implies(one, part))
  return one.kind === 'term' && other.kind === 'term' && termImplies(one, other)
}

function termImplies(one: Term, other: Term): boolean {
  const same = one.field === other.field
  const { partOf, inside } = ruleOf(one.field)
  if (!same && partOf?.includes(other.field) !== true) return false
  if (one.match === 'present') return same && other.match === 'present'
  switch (other.match) {
    case 'present':
      return same
    case 'exact':
      return same && one.match === 'exact' && one.value === other.value
    case 'prefix':
      if (one.match === 'infix' || (!same && inside === true)) return false
      return startsLike(one, other)
    case 'infix':
      // Every character of an address counts.
      if (ruleOf(other.field).form === 'address') return one.value.includes(other.value)
      // What begins with a word lies in it wherever its words part; inside a word, separators have to be the same.
      return one.match === 'infix' ? one.value.startsWith(other.value) : startsLike(one, other)
  }
}

/** By their letters, as starts are compared; those of a full name go on into the other name only where a separator was typed. */
function startsLike(one: Term, other: Term): boolean {
  if (one.field === 'nomComplet') return one.match !== 'exact' && one.value.startsWith(other.value)
  return lettersOfFragment(one.value).startsWith(lettersOfFragment(other.value))
}
