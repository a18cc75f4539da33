import type { Found, Ranked, Window } from './directory.js'
import { andThen, type MaybePromise } from './steps.js'

/** Results of the first ranks found. */
export function onRanks<T>(
  found: MaybePromise<readonly number[]>,
  { limit, abandoned }: Window,
  results: (ranks: readonly number[]) => readonly Ranked<T>[],
): MaybePromise<Found<T>> {
  return andThen(found, (ranks) => {
    const shown = abandoned?.() === true ? [] : ranks.length > limit ? ranks.slice(0, limit) : ranks
    return { results: inOrder(shown, results(ascending(shown))), count: ranks.length }
  })
}

function ascends(ranks: readonly number[]): boolean {
  return ranks.every((rank, at) => at === 0 || ranks[at - 1]! < rank)
}

/** As they are read: a few queries give many. */
export function ascending(ranks: readonly number[]): readonly number[] {
  return ascends(ranks) ? ranks : [...ranks].sort((one, other) => one - other)
}

/** Results that were read in ascending order, in that of the answer. Those of a search that was given up are not all there. */
export function inOrder<T>(ranks: readonly number[], results: readonly Ranked<T>[]): readonly Ranked<T>[] {
  if (ascends(ranks)) return results
  const byRank = new Map(results.map((result) => [result.rang, result]))
  return ranks.flatMap((rank) => byRank.get(rank) ?? [])
}
