import type { Criteria } from './criteria.js'
import { or, term } from './terms.js'

/** Who has one of some identifications nationales, or had it before. */
export function identified(numbers: readonly string[]): Criteria {
  return or(
    numbers.flatMap((number) => [
      term('identifiant', 'exact', number),
      ...(number.startsWith('0') ? [term('ancienAdeli', 'exact', number)] : []),
    ]),
  )
}
