import type { Entry } from '../tree/entry.js'

/**
 * Entries of an answer, and the place of each: what is left of the entries of a client that takes its time, from which they
 * are read again.
 */
export interface Found {
  readonly entries: readonly Entry[]
  readonly places: readonly number[]
}

/** Ranks lie below it, ranges count in it. */
const RANKS = 2 ** 32

export function placeOfContainer(index: number): number {
  return -1 - index
}

export function placeInRange(range: number, rank: number): number {
  return range * RANKS + rank
}

/** The container of a place, or its range and rank. */
export function readPlace(
  place: number,
): { readonly container: number } | { readonly range: number; readonly rank: number } {
  return place < 0 ? { container: -1 - place } : { range: Math.floor(place / RANKS), rank: place % RANKS }
}

export function slice({ entries, places }: Found, from: number, end: number): Found {
  return { entries: entries.slice(from, end), places: places.slice(from, end) }
}
