import { foldCity } from '../text/fold-city.js'
import { readTable } from './table-file.js'

interface Exception {
  readonly from: string
  readonly to: string
  /** Folded; '' when every city of these postcodes is meant. */
  readonly commune: string
  readonly departement: string
}

/** By the first two digits: most postcodes have none to look through. */
const EXCEPTIONS: ReadonlyMap<string, readonly Exception[]> = readExceptions()

/** The département of a postcode that lies elsewhere than its first digits say; null for all others. */
export function exceptionOf(postcode: string, commune: string | null): string | null {
  const exceptions = EXCEPTIONS.get(postcode.slice(0, 2))
  if (exceptions === undefined) return null
  const city = commune === null ? '' : foldCity(commune)
  let ofAll: string | null = null
  for (const { from, to, commune: named, departement } of exceptions) {
    if (postcode < from || postcode > to) continue
    if (named === '') ofAll ??= departement
    else if (named === city) return departement
  }
  return ofAll
}

function readExceptions(): Map<string, Exception[]> {
  const byStart = new Map<string, Exception[]>()
  for (const row of readTable('codes-postaux-departements.csv')) {
    const exception = {
      from: row['de']!,
      to: row['a']!,
      commune: foldCity(row['commune']!),
      departement: row['departement']!,
    }
    const start = exception.from.slice(0, 2)
    byStart.set(start, [...(byStart.get(start) ?? []), exception])
  }
  // Of two ranges that hold a postcode the narrower one counts.
  for (const list of byStart.values()) list.sort((one, other) => width(one) - width(other))
  return byStart
}

function width({ from, to }: Exception): number {
  return Number(to) - Number(from)
}
