import type { Criteria, Term } from '../../search/criteria.js'

/** The terms of criteria, in their order. */
export function termsOf(criteria: Criteria): readonly Term[] {
  const terms: Term[] = []
  collect(criteria, terms)
  return terms
}

function collect(criteria: Criteria, terms: Term[]): void {
  if (criteria.kind === 'term') terms.push(criteria)
  else if (criteria.kind === 'not') collect(criteria.of, terms)
  else if (criteria.kind === 'and' || criteria.kind === 'or' || criteria.kind === 'words')
    for (const part of criteria.of) collect(part, terms)
}
