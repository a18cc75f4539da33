import type { NameOrder } from '../../store/directory.js'
import { foldWords } from '../../text/fold.js'
import { isTooLong } from '../filter/matching.js'
import { knownType } from '../schema/attribute-types.js'
import type { CandidateList } from './candidates.js'
import { type Found, placeInRange, slice } from './found.js'
import type { Listed } from './list-view.js'
import type { Sorting } from './sort.js'

const SN = knownType('sn')
const FULL_NAMES = [knownType('cn'), knownType('displayName')]

/** The order of the store's own lists that a sort means; null when these have no such order. */
export function orderOf([first, ...others]: readonly Sorting[]): NameOrder | null {
  if (first === undefined || others.length > 0) return null
  const { type, reverse } = first
  if (type === SN) return { name: 'nom', reverse }
  return FULL_NAMES.includes(type) ? { name: 'nomComplet', reverse } : null
}

/**
 * All that a filter finds, however much, in the order of names. Containers have none: as all entries without the sort key
 * they are last, and of these the first, where the directory has them.
 */
export class WholeList implements Listed {
  readonly #list: CandidateList
  readonly #containers: Found
  readonly #range: number

  /** @param range of the list among those of the search */
  constructor(list: CandidateList, containers: Found, range: number) {
    this.#list = list
    this.#containers = containers
    this.#range = range
  }

  get count(): number {
    return this.#list.count + this.#containers.entries.length
  }

  placeOf(value: string | null): number {
    const { named } = this.#list
    if (value === null) return named + 1
    return this.#list.placeOf(isTooLong(value) ? [] : foldWords(value)) + 1
  }

  /** Entries from a place on and before another; they count from 0. */
  found(from: number, end: number): Found {
    const { named } = this.#list
    const containers = this.#containers.entries.length
    const [before, between, behind] = [
      this.#read(from, Math.min(end, named)),
      slice(this.#containers, Math.max(0, from - named), Math.max(0, end - named)),
      this.#read(Math.max(named, from - containers), end - containers),
    ]
    return {
      entries: [...before.entries, ...between.entries, ...behind.entries],
      places: [...before.places, ...between.places, ...behind.places],
    }
  }

  #read(from: number, end: number): Found {
    if (from >= end) return { entries: [], places: [] }
    const page = this.#list.page(from, end)
    const at = Array.from({ length: page.count }, (_, index) => index)
    return {
      entries: at.map((index) => page.entry(index)),
      places: at.map((index) => placeInRange(this.#range, page.rank(index))),
    }
  }
}
