import { placeOf } from './numbers.js'

/** Numbers of some values of a dictionary: one range, as for a prefix, or a sorted list, as for a fragment. */
export type IdSet =
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'list'; readonly ids: Uint32Array }

export const NO_IDS: IdSet = { kind: 'range', low: 0, high: 0 }

/** @param high first number after the range */
export function rangeOf(low: number, high: number): IdSet {
  return { kind: 'range', low, high: Math.max(low, high) }
}

export function listOf(ids: Uint32Array): IdSet {
  return { kind: 'list', ids }
}

export function isEmpty(set: IdSet): boolean {
  return set.kind === 'list' ? set.ids.length === 0 : set.low === set.high
}

export function eachId(set: IdSet, take: (id: number) => void): void {
  if (set.kind === 'list') for (const id of set.ids) take(id)
  else for (let id = set.low; id < set.high; id++) take(id)
}

/**
 * A quick test of membership.
 * @param size of the dictionary
 */
export function membership(set: IdSet, size: number): (id: number) => boolean {
  if (set.kind === 'range') {
    const { low, high } = set
    return (id) => id >= low && id < high
  }
  const { ids } = set
  if (ids.length * SPARSE < size) return (id) => placeOf(ids, id) !== -1
  const bits = new Uint8Array(size)
  for (const id of ids) bits[id] = 1
  return (id) => bits[id] === 1
}

/** A list is searched as it is while it holds less than one value in so many. */
const SPARSE = 32
