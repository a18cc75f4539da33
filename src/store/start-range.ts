/**
 * Bounds of the texts that equal a value, or start with it, for an index of bytes.
 * @returns the first text of the range and the first one after it
 */
export function startRange(match: 'exact' | 'prefix', value: string): readonly [string, string] {
  return [value, match === 'exact' ? `${value}\u0000` : `${value}\u{10ffff}`]
}
