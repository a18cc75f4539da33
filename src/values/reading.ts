/**
 * What a normaliser makes of a written value. Three outcomes, and the empty cell:
 * - read as it is written (trimmed, its code folded): `value` alone;
 * - read after a repair that leaves no doubt: `value` and `repaired`, which is to be reported;
 * - unreadable: `fault` alone, which is to be reported; the value is left out, or its line refused;
 * - empty: all three null. A cell that holds a spreadsheet's error (#N/A) is empty with `repaired`, save where an unread
 *   value could publish what should be hidden.
 */
export interface Reading<T> {
  readonly value: T | null
  /** What was repaired, in French: the end of a sentence, without a full stop. */
  readonly repaired: string | null
  /** Why the value cannot be read, in French, in the same form. */
  readonly fault: string | null
}

export const EMPTY: Reading<never> = { value: null, repaired: null, fault: null }

export function plain<T>(value: T): Reading<T> {
  return { value, repaired: null, fault: null }
}

/** @param phrases what was repaired; none means that nothing was */
export function repaired<T>(value: T | null, ...phrases: readonly (string | null)[]): Reading<T> {
  const said = phrases.filter((phrase) => phrase !== null)
  return { value, repaired: said.length === 0 ? null : said.join(' ; '), fault: null }
}

export function unreadable(fault: string): Reading<never> {
  return { value: null, repaired: null, fault }
}
