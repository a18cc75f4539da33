import { lettersOfFragment } from '../text/words.js'
import type { Criteria, Field, Term } from './criteria.js'

/** Fields whose values hold those of another one at their start or inside. */
const PART_OF: Partial<Record<Field, readonly Field[]>> = {
  nom: ['nomComplet'],
  prenom: ['nomComplet'],
  etablissement: ['nomComplet'],
  motNom: ['nom', 'nomComplet'],
  motPrenom: ['prenom', 'nomComplet'],
  partieLocale: ['adresse'],
}
/** Every character counts in fragments of these. */
const LITERAL: ReadonlySet<Field> = new Set(['adresse', 'partieLocale'])
/** Those that are not at the start. */
const INSIDE: ReadonlySet<Field> = new Set(['motNom', 'motPrenom'])

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
  if (!same && PART_OF[one.field]?.includes(other.field) !== true) return false
  if (one.match === 'present') return same && other.match === 'present'
  switch (other.match) {
    case 'present':
      return same
    case 'exact':
      return same && one.match === 'exact' && one.value === other.value
    case 'prefix':
      if (one.match === 'infix' || (!same && INSIDE.has(one.field))) return false
      return startsLike(one, other)
    case 'infix':
      if (LITERAL.has(other.field)) return one.value.includes(other.value)
      // What begins with a word lies in it wherever its words part; inside a word, separators have to be the same.
      return one.match === 'infix' ? one.value.startsWith(other.value) : startsLike(one, other)
  }
}

/** By their letters, as starts are compared; those of a full name go on into the other name only where a separator was typed. */
function startsLike(one: Term, other: Term): boolean {
  if (one.field === 'nomComplet') return one.match !== 'exact' && one.value.startsWith(other.value)
  return lettersOfFragment(one.value).startsWith(lettersOfFragment(other.value))
}
