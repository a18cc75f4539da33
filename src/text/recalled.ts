/** Values come back all through a feed: this many are kept. */
const RECENT = 16_384
/** Longer ones come back seldom. */
const LONGEST_KEPT = 60

/** A function of a text that remembers what it made lately. */
export function recalled(make: (value: string) => string): (value: string) => string {
  const known = new Map<string, string>()
  return (value) => {
    let made = known.get(value)
    if (made !== undefined) return made
    made = make(value)
    if (value.length > LONGEST_KEPT) return made
    if (known.size === RECENT) known.clear()
    known.set(value, made)
    return made
  }
}
