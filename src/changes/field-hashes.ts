import { hash32 } from '../text/hash.js'
import { FIELDS } from './kinds.js'

/** What is hashed of a record, and how: generations of two versions cannot be compared. The number says how. */
export const HASH_VERSION = `1 ${hash32(JSON.stringify(FIELDS)) >>> 0}`

/** Hash of a field's value; 0 when it says nothing. */
export function hashOf(text: string): number {
  return text === '' ? 0 : hash32(text) >>> 0 || 1
}

/** Hash of two hashes, in this order. */
export function hashOfTwo(one: number, other: number): number {
  let mixed = one ^ Math.imul(other, 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Adds a value to the hash of several, whose order does not count. */
export function withValue(hash: number, value: number): number {
  return (hash + hashOfTwo(value, 0x51ed270b)) >>> 0 || 1
}

const BYTES = 4

/**
 * The hashes of a record's fields as they are kept: which fields say something, one bit each, then the hashes of these.
 * @param hashes of the fields @param from place of the first @param count at most 32
 */
export function packed(hashes: Uint32Array, from: number, count: number): Buffer {
  let bits = 0
  let there = 0
  for (let field = 0; field < count; field++) {
    if (hashes[from + field] === 0) continue
    bits |= 1 << field
    there++
  }
  const bytes = Buffer.allocUnsafe(BYTES * (1 + there))
  bytes.writeInt32LE(bits, 0)
  let at = BYTES
  for (let field = 0; field < count; field++) {
    if (hashes[from + field] === 0) continue
    bytes.writeUInt32LE(hashes[from + field]!, at)
    at += BYTES
  }
  return bytes
}

/** One bit for each field whose hash differs between two records. */
export function changedFields(before: Buffer, after: Buffer): number {
  const [had, has] = [before.readInt32LE(0), after.readInt32LE(0)]
  let changed = had ^ has
  let [one, other] = [BYTES, BYTES]
  for (let all = had | has, field = 1; all !== 0; all &= ~field, field <<= 1) {
    const [inOne, inOther] = [(had & field) !== 0, (has & field) !== 0]
    if (inOne && inOther && before.readUInt32LE(one) !== after.readUInt32LE(other)) changed |= field
    if (inOne) one += BYTES
    if (inOther) other += BYTES
  }
  return changed
}
