const CSV_SEPARATORS = [';', ',', '\t'] as const

/** No header comes near: what lies beyond is not looked at. */
const LONGEST_HEADER = 16_384

/**
 * The separator that makes the most columns with a name out of the header. A comma inside a quoted name, or a lone one
 * in a plain name, does not win against the true separator.
 * @param text the start of the file; the header may be quoted, and a quoted name may hold a newline
 * @returns null when none of them makes two columns
 */
export function chooseSeparator(text: string): string | null {
  if (text.length > LONGEST_HEADER) return chooseSeparator(text.slice(0, LONGEST_HEADER))
  const scores = CSV_SEPARATORS.map((separator) => ({ separator, names: headerNames(text, separator) }))
  const best = scores.reduce((one, other) => (other.names > one.names ? other : one))
  return best.names < 2 ? null : best.separator
}

/** Office suites may write `sep=;` above the header: the line is emptied, so that the numbers of the others stay. */
export function withoutHint(text: string): string {
  return text.replace(/^"?sep=[;,\t]"?(?=\n)/i, '')
}

/** How many distinct cells of the header look like a name: they have a letter. */
function headerNames(text: string, separator: string): number {
  const cells = new Set<string>()
  let quoted = false
  let start = 0
  for (let at = 0; at <= text.length; at++) {
    const char = text[at]
    if (char === '"') quoted = !quoted
    const ends = char === undefined || (char === '\n' && !quoted)
    if (ends || (char === separator && !quoted)) {
      const cell = text.slice(start, at)
      if (/\p{L}/u.test(cell)) cells.add(cell)
      start = at + 1
    }
    if (ends) break
  }
  return cells.size
}
