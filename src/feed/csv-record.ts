/** What a text of one or several lines is, read as one record of a CSV. */
export type Parsed =
  | { readonly kind: 'record'; readonly cells: string[]; readonly repaired: boolean }
  /** A quote opened that cell, and nothing closes it. */
  | { readonly kind: 'open'; readonly cell: number }
  /** The cell is closed by a quote, and something else follows it. */
  | { readonly kind: 'malformed'; readonly cell: number }

const QUOTE = 34

/**
 * Reads a record. A quote counts at the start of a cell only: in the middle it is content, as office suites read it.
 * @returns `repaired` when quotes inside a quoted cell were not doubled (`"SCM "LES PINS""`), which leaves no doubt as long
 * as the cell holds no separator
 */
export function parseRecord(text: string, separator: string): Parsed {
  const cells: string[] = []
  let repaired = false
  for (let start = 0; ; ) {
    const quote = quoteAt(text, start, separator)
    if (quote === -1) {
      const end = endOfCell(text, start, separator)
      cells.push(text.slice(start, end))
      if (end === text.length) return { kind: 'record', cells, repaired }
      start = end + 1
      continue
    }
    const close = closingQuote(text, quote + 1)
    if (close === -1) return { kind: 'open', cell: cells.length }
    let end = afterSpaces(text, close + 1, separator)
    let content = text.slice(quote + 1, close)
    if (end < text.length && text[end] !== separator) {
      end = endOfCell(text, quote, separator)
      const bare = text.slice(quote + 1, end).trimEnd()
      if (!bare.endsWith('"') || bare.includes('\n')) return { kind: 'malformed', cell: cells.length }
      content = bare.slice(0, -1)
      repaired = true
    }
    cells.push(unescaped(content))
    if (end >= text.length) return { kind: 'record', cells, repaired }
    start = end + 1
  }
}

/** Characters of a cell whose doubled quotes are made single: longer cells are cut anyway. */
const LONGEST_QUOTED = 16_384

function unescaped(content: string): string {
  if (!content.includes('""')) return content
  return content.slice(0, LONGEST_QUOTED).replaceAll('""', '"') + content.slice(LONGEST_QUOTED)
}

/** The cells of a line whose quotes cannot be trusted, cut at every separator, to say what the line was about. */
export function cellsDespiteQuotes(line: string, separator: string): string[] {
  return line.split(separator).map((cell) => cell.replaceAll('"', '').trim())
}

/** Where the quote is that opens the cell; -1 when none does. Spaces may stand before it. */
function quoteAt(text: string, start: number, separator: string): number {
  const at = afterSpaces(text, start, separator)
  return text[at] === '"' ? at : -1
}

function afterSpaces(text: string, from: number, separator: string): number {
  let at = from
  while (at < text.length && text[at] !== separator && (text[at] === ' ' || text[at] === '\t')) at++
  return at
}

function endOfCell(text: string, start: number, separator: string): number {
  const end = text.indexOf(separator, start)
  return end === -1 ? text.length : end
}

/** The next quote that is not doubled; -1 when there is none. */
function closingQuote(text: string, from: number): number {
  const { length } = text
  for (let at = from; at < length; at++) {
    if (text.charCodeAt(at) !== QUOTE) continue
    if (text.charCodeAt(at + 1) !== QUOTE) return at
    at++
  }
  return -1
}
