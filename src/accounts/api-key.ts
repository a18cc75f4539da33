import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Bytes of the public part, by which a key is found, listed and revoked; of the secret one. */
const ID_BYTES = 6
const SECRET_BYTES = 32
/** The prefix lets scanners of source code find a key that was committed. */
const SHAPE = /^ann_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/
/** Longest text that is looked at. */
const LONGEST = 64

export interface ApiKey {
  readonly id: string
  /** What its owner keeps: it is shown once. */
  readonly text: string
  /** What is kept here. */
  readonly hash: string
}

export function newKey(): ApiKey {
  const id = randomBytes(ID_BYTES).toString('hex')
  const text = `ann_${id}_${randomBytes(SECRET_BYTES).toString('base64url')}`
  return { id, text, hash: hashOf(text) }
}

/** The public part of what somebody sent; null when it has not the shape of a key. */
export function idOf(text: string): string | null {
  return text.length > LONGEST ? null : (SHAPE.exec(text)?.[1] ?? null)
}

/** Whether a key is the one of a hash; in constant time. */
export function isKey(text: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(hashOf(text), 'base64url'), Buffer.from(hash, 'base64url')]
  return given.length === kept.length && timingSafeEqual(given, kept)
}

/**
 * SHA-256, once: a slow hash protects what people choose, of which a list of likely ones can be tried. Nobody tries 2^256
 * random secrets, and a slow hash here would cost each request a tenth of a second.
 */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
