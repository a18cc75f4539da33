/**
 * A 64-bit hash of a text in two halves (the public-domain cyrb53 mixing), for tables of hundreds of thousands of
 * keys whose texts would not fit in memory. Among 600,000 keys two equal hashes are expected once in 10^8 imports.
 */
export function hash64(text: string): { readonly high: number; readonly low: number } {
  let first = 0xdeadbeef
  let second = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    first = Math.imul(first ^ unit, 2654435761)
    second = Math.imul(second ^ unit, 1597334677)
  }
  first = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909)
  second = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(first ^ (first >>> 13), 3266489909)
  return { high: second >>> 0, low: first >>> 0 }
}

/** 32 bits of the same hash, enough to know whether two values of one key differ. */
export function hash32(text: string): number {
  return hash64(text).low
}
