/** Room for the bytes of an answer that are written at once, and for the entry that goes beyond. */
const ROOM = 72 * 1024
/** Blocks kept for the next answers. */
const SPARES = 64

const spares: Buffer[] = []

/**
 * Blocks in which answers are written. Made anew for each, they would have the garbage collector look through the whole
 * heap ten times a second.
 */
export function takeBlock(): Buffer {
  return spares.pop() ?? Buffer.allocUnsafeSlow(ROOM)
}

/**
 * Gives a block back; anything else than a block is left alone.
 * @param bytes from the beginning of a block, which nobody reads any more
 */
export function giveBack(bytes: Buffer): void {
  if (bytes.byteOffset !== 0 || bytes.buffer.byteLength !== ROOM || spares.length === SPARES) return
  spares.push(Buffer.from(bytes.buffer as ArrayBuffer))
}
