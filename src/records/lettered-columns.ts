import { columnLetters } from '../text/column-letters.js'
import { readAddress, readRegionalType, readStatus, readYesNo } from '../values/index.js'
import { LOADUSER_HEADER } from './loaduser-layout.js'

/** The columns of the loaduser file whose letters its documents show (src/feed/FORMATS.md §5). */
const PUBLISHED: ReadonlySet<string> = new Set(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'S', 'AC', 'AH'])
const COLUMN_A = 0
const COLUMN_S = 18
/** Up to AH. */
const WIDTH = LOADUSER_HEADER.length
const WIDEST = 100
const OTHER = /^Colonne [A-Z]{1,3}$/

/**
 * Names for the columns of a file that begins with a mailbox, and has no header: the published letters, and « Colonne H »
 * for those that nobody has published.
 * @param first cells of the first row
 * @returns null when it does not surely begin with one: an address in A, a type of mailbox in S
 */
export function namesByLetters(first: readonly string[]): readonly string[] | null {
  const address = readAddress(first[COLUMN_A]?.slice(0, 300) ?? '').value
  const type = readRegionalType(first[COLUMN_S]?.slice(0, 100) ?? '').value
  if (address === null || type === null) return null
  // A row of a workbook ends at its last filled cell: later rows may be longer than the first.
  return Array.from({ length: Math.max(WIDEST, first.length) }, (_, at) => {
    const letters = columnLetters(at)
    if (PUBLISHED.has(letters)) return LOADUSER_HEADER[at]!
    return at < WIDTH ? `Colonne ${letters}` : ''
  })
}

/** The columns of such a header of which nobody knows what they hold; none when the file has a header of its own. */
export function unknownColumns(header: readonly string[]): readonly number[] {
  return header[WIDTH - 1] === LOADUSER_HEADER[WIDTH - 1] && header.some((name) => OTHER.test(name))
    ? header.flatMap((name, at) => (name === '' || OTHER.test(name) ? [at] : []))
    : []
}

/** Whether a cell that nobody knows may keep its mailbox from being published: a yes, or a status that is not VALIDE. */
export function mayRestrict(cell: string): boolean {
  if (cell === '') return false
  return readYesNo(cell).value === true || (readStatus(cell).value ?? 'VALIDE') !== 'VALIDE'
}
