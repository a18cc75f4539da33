/**
 * Order of texts by code point, which is the order of their UTF-8 bytes and SQLite's own; JavaScript compares UTF-16
 * units, where characters beyond U+FFFF come before U+E000.
 */
export function byCodePoint(one: string, other: string): number {
  const length = Math.min(one.length, other.length)
  for (let at = 0; at < length; at++) {
    const left = one.charCodeAt(at)
    const right = other.charCodeAt(at)
    if (left !== right) return weight(left) - weight(right)
  }
  return one.length - other.length
}

function weight(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}

const BEYOND = /[\ud800-\uffff]/

/** Whether a text compares with any other as JavaScript compares them: its units come before those that differ. */
export function ordersByUnit(text: string): boolean {
  return !BEYOND.test(text)
}
