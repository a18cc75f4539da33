/** Unit separator: no cell of a feed is expected to hold it. */
const SEPARATOR = '\u001f'

/** Cells as one text, which costs the store less to read than as many columns. An empty cell and a missing one are equal. */
export function joinCells(cells: readonly (string | null)[]): string {
  let text = ''
  for (const [at, cell] of cells.entries()) {
    if (at > 0) text += SEPARATOR
    if (cell !== null) text += cell.includes(SEPARATOR) ? cell.replaceAll(SEPARATOR, ' ') : cell
  }
  return text
}

/** The cells of such a text, '' for those that are missing. */
export function splitCells(text: string): string[] {
  return text.split(SEPARATOR)
}

/**
 * One cell of such a text.
 * @returns '' when it is missing; a space stands for the control characters that part what is read from SQL together
 */
export function cellOf(text: string, place: number): string {
  let from = 0
  for (let at = 0; at < place; at++) {
    const next = text.indexOf(SEPARATOR, from)
    if (next === -1) return ''
    from = next + 1
  }
  const end = text.indexOf(SEPARATOR, from)
  return text.slice(from, end === -1 ? text.length : end).replaceAll('\u001e', ' ')
}

/** Place of each cell in what is read without names: one that is added shifts none by hand. */
export function placesOf<const Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, at) => [name, at])) as Record<Name, number>
}
