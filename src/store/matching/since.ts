import { rangeOf } from '../../columns/id-set.js'
import { lowerBound } from '../../columns/lower-bound.js'
import { type IndexedField, idsMatcher } from './field.js'
import type { Matcher } from './matcher.js'

/**
 * Rows that were changed at a moment or after it: dates are whole seconds, few, and in the order of their texts.
 * @param moment ISO 8601
 */
export function sinceMatcher(field: IndexedField, moment: string): Matcher {
  const { dictionary } = field
  const wanted = changeDate(Math.ceil(Date.parse(moment) / 1000))
  const low = lowerBound(0, dictionary.size, (place) => dictionary.at(place) < wanted)
  return idsMatcher(field, rangeOf(low, dictionary.size))
}

/** A date of change as it is kept for searching. @param seconds since 1970 */
export function changeDate(seconds: number): string {
  const instant = new Date(seconds * 1000)
  // Years of more than four digits would be out of order.
  return instant.getUTCFullYear() > 9999 ? '9999-12-31T23:59:59.999Z' : instant.toISOString()
}
