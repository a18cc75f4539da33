import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { LdapFault } from '../result/fault.js'
import { UNWILLING_TO_PERFORM } from '../result/result-code.js'
import type { Position } from './gather.js'

export const SEAL_BYTES = 16
// Cookies live as long as the server: after a restart a client starts its search again.
const key = randomBytes(32)

/** What a cookie remembers between two pages. */
export interface Progress extends Position {
  /** Entries sent so far, which count for the limit of the whole search. */
  readonly sent: number
}

/**
 * Paged searches keep no state in the server: the cookie holds the position, sealed together with everything that the
 * pages must have in common (RFC 2696 §3).
 * @param search text that differs for another base, scope, filter, reader or generation
 */
export function makeCookie(progress: Progress, search: string): Buffer {
  const position = Buffer.alloc(16)
  position.writeUInt32BE(progress.containers, 0)
  position.writeUInt32BE(progress.range, 4)
  position.writeUInt32BE(progress.rank, 8)
  position.writeUInt32BE(progress.sent, 12)
  return Buffer.concat([position, seal(position, search)])
}

/** @throws LdapFault when the cookie was made for another search, by another server or for another generation */
export function readCookie(cookie: Buffer, search: string): Progress {
  const position = cookie.subarray(0, 16)
  if (cookie.length !== 16 + SEAL_BYTES || !timingSafeEqual(cookie.subarray(16), seal(position, search))) {
    throw new LdapFault(
      UNWILLING_TO_PERFORM,
      'Cette pagination n’est plus valable : recommencez la recherche depuis la première page.',
    )
  }
  return {
    containers: position.readUInt32BE(0),
    range: position.readUInt32BE(4),
    rank: position.readUInt32BE(8),
    sent: position.readUInt32BE(12),
  }
}

export function seal(position: Buffer, search: string): Buffer {
  return createHmac('sha256', key).update(position).update(search).digest().subarray(0, SEAL_BYTES)
}
