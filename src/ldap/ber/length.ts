/** RFC 4511 §5.1: the definite form only. Four bytes already count to 4 GiB. */
const MOST_BYTES = 4

/** How many bytes a length takes, as its first one says; 0 when no message may hold such a length. */
export function lengthSize(first: number): number {
  if (first < 0x80) return 1
  const bytes = first - 0x80
  return bytes === 0 || bytes > MOST_BYTES ? 0 : 1 + bytes
}

/** The length of `size` bytes that lies at a place. */
export function readLength(bytes: Uint8Array, at: number, size: number): number {
  if (size === 1) return bytes[at]!
  let length = 0
  for (let place = at + 1; place < at + size; place++) length = length * 256 + bytes[place]!
  return length
}

/** How many bytes the shortest writing of a length takes. */
export function sizeOfLength(length: number): number {
  if (length < 0x80) return 1
  return length < 0x100 ? 2 : length < 0x1_0000 ? 3 : length < 0x100_0000 ? 4 : 5
}

/** Writes a length over `size` bytes, which may be more than it needs (X.690 §8.1.3.5). */
export function writeLength(bytes: Uint8Array, at: number, length: number, size: number): void {
  if (size === 1) {
    bytes[at] = length
    return
  }
  bytes[at] = 0x7f + size
  writeBigEndian(bytes, at + 1, size - 1, length)
}

/** Writes the lowest bytes of a number of 32 bits at most. */
export function writeBigEndian(bytes: Uint8Array, at: number, size: number, value: number): void {
  let rest = value
  for (let last = at + size - 1; last >= at; last--) {
    bytes[last] = rest & 0xff
    rest >>= 8
  }
}
