import { instantOf } from './instant.js'

export const DAY_MS = 86_400_000

/**
 * Whole days from a date to a moment.
 * @param date as instantOf reads it @param now milliseconds since 1970
 * @returns NaN when it is no date
 */
export function ageInDays(date: string, now: number): number {
  return Math.floor((now - instantOf(date)) / DAY_MS)
}

/** Days from one day to another, both AAAA-MM-JJ; negative when the other comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}
