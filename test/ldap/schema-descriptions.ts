/** A description of the subschema (RFC 4512 §4.1), keyword by keyword. */
export interface Described {
  readonly oid: string
  /** Words behind each keyword; [] for a keyword that stands alone. */
  readonly words: Readonly<Record<string, readonly string[]>>
}

const ALONE = new Set([
  'SINGLE-VALUE',
  'NO-USER-MODIFICATION',
  'COLLECTIVE',
  'OBSOLETE',
  'ABSTRACT',
  'STRUCTURAL',
  'AUXILIARY',
])

/** Takes descriptions apart, written apart from what prints them. Descriptions in words and bounds of lengths are left out. */
export function describedIn(values: readonly string[]): Described[] {
  return values.map((value) => {
    const tokens = value.match(/'[^']*'|[()$]|[^\s()$']+/g)!
    const words: Record<string, string[]> = {}
    let at = 2
    while (at < tokens.length - 1) {
      const keyword = tokens[at++]!
      words[keyword] = []
      if (ALONE.has(keyword)) continue
      const several = tokens[at] === '('
      if (several) at++
      do {
        const word = tokens[at++]!
        if (word !== '$') words[keyword].push(word.replace(/^'|'$|\{\d+\}$/g, ''))
      } while (several && tokens[at] !== ')')
      if (several) at++
    }
    return { oid: tokens[1]!, words }
  })
}
