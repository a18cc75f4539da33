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
