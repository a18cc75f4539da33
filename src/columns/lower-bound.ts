/**
 * Halves sorted places.
 * @param isBefore true of the first places, false of all that follow
 * @returns the first place from `low` on, `high` at most, that is not before
 */
export function lowerBound(low: number, high: number, isBefore: (place: number) => boolean): number {
  let from = low
  let to = high
  while (from < to) {
    const middle = (from + to) >>> 1
    if (isBefore(middle)) from = middle + 1
    else to = middle
  }
  return from
}
