import { assertionOf } from '../filter/matching.js'
import type { Found } from './found.js'
import type { Listed } from './list-view.js'
import { compareValues, leastValue, type Sorting } from './sort.js'

/** A list of entries that were found and sorted. */
export class SortedList implements Listed {
  readonly #found: Found
  readonly #key: Sorting

  constructor(found: Found, key: Sorting) {
    this.#found = found
    this.#key = key
  }

  get count(): number {
    return this.#found.entries.length
  }

  placeOf(value: string | null): number {
    const key = this.#key
    const sought = value === null ? null : assertionOf(key.type.matching, value)
    const at = this.#found.entries.findIndex((entry) => compareValues(key, leastValue(entry, key), sought) >= 0)
    return at === -1 ? this.count + 1 : at + 1
  }
}
