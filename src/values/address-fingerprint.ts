import { createHash } from 'node:crypto'

/** Hexadecimal digits of a fingerprint. */
const DIGITS = 32

/**
 * What names a mailbox to those who know its address already, and tells it to nobody else: the beginning of its SHA-256.
 * @param folded address as `foldAddress` makes it
 */
export function addressFingerprint(folded: string): string {
  return createHash('sha256').update(folded).digest('hex').slice(0, DIGITS)
}
