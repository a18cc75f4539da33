/** Parameters that web libraries add so that no cache answers (jQuery, ExtJS): they ask nothing. */
const OF_LIBRARIES: ReadonlySet<string> = new Set(['_', '_dc'])

/** Parameters as a door received them: a repeated one has several values. */
export type Given = Readonly<Record<string, string | readonly string[]>>

/**
 * What is asked, without what forms and libraries add of themselves: empty fields, cache busters, outer spaces, the same
 * value twice. An empty parameter that nobody knows is kept, so that a mistyped name is refused.
 * @param given as received
 * @param isKnown whether a parameter of that name exists
 */
export function asked(given: Given, isKnown: (name: string) => boolean): Record<string, string | readonly string[]> {
  const kept: Record<string, string | readonly string[]> = Object.create(null)
  for (const [name, received] of Object.entries(given)) {
    if (OF_LIBRARIES.has(name)) continue
    if (!isKnown(name)) {
      kept[name] = received
      continue
    }
    const all = typeof received === 'string' ? [received] : received
    const values = [...new Set(all.map((value) => value.trim()))].filter((value) => value !== '')
    if (values.length > 0) kept[name] = values.length === 1 ? values[0]! : values
  }
  return kept
}
