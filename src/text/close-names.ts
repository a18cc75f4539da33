/** A name of more letters was not meant for any of the known ones. */
const LONGEST = 64

/** The known names that a mistyped one may have meant: two letters away at most, or one being the start of the other. */
export function closeNames(name: string, known: readonly string[]): string[] {
  if (name.length > LONGEST) return []
  const wanted = name.toLowerCase()
  return known.filter(
    (one) => distance(wanted, one) <= 2 || (wanted.length >= 3 && (one.startsWith(wanted) || wanted.startsWith(one))),
  )
}

/** Levenshtein distance of two short texts, one row at a time. */
export function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const replaced = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[other.length]!
}
