/** How many lines of the text, from a position on, hold a double quote. */
export function quotedLines(text: string, from: number): number {
  let lines = 0
  let quote = text.indexOf('"', from)
  while (quote >= 0) {
    lines++
    const end = text.indexOf('\n', quote)
    if (end < 0) break
    quote = text.indexOf('"', end)
  }
  return lines
}
