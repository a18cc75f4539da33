import type { Filter } from '../protocol/filter.js'
import { isTooLong } from './matching.js'

/** Folding a character outside ASCII takes so many times as long. */
const BEYOND_ASCII = 10

/** What making the values of a filter comparable costs, in characters. Values that are too long are not folded at all. */
export function foldingCost(filter: Filter): number {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.reduce((sum, part) => sum + foldingCost(part), 0)
    case 'not':
      return foldingCost(filter.of)
    case 'present':
      return 0
    case 'substrings':
      return [filter.initial, ...filter.any, filter.final].reduce((sum, piece) => sum + costOf(piece), 0)
    default:
      return costOf(filter.value)
  }
}

function costOf(value: string | null): number {
  if (value === null || isTooLong(value)) return 0
  let cost = value.length
  for (let at = 0; at < value.length; at++) if (value.charCodeAt(at) >= 0x80) cost += BEYOND_ASCII - 1
  return cost
}
