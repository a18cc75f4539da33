import { timingSafeEqual } from 'node:crypto'
import { SEAL_BYTES, seal } from './cookie.js'

/**
 * What a client gives back with its next view (contextID): the place where it jumped to, sealed with its search as the
 * cookies of pages are, so that nothing is kept for it.
 * @param search text that differs for another base, scope, filter, sort, reader or generation
 */
export function makeContext(jump: number, search: string): Buffer {
  const place = Buffer.alloc(4)
  place.writeUInt32BE(jump)
  return Buffer.concat([place, seal(place, `view ${search}`)])
}

/** @returns the place, null when the context was made for another search, by another server or for another generation */
export function readContext(context: Buffer, search: string): number | null {
  const place = context.subarray(0, 4)
  if (context.length !== 4 + SEAL_BYTES || !timingSafeEqual(context.subarray(4), seal(place, `view ${search}`)))
    return null
  return place.readUInt32BE(0)
}
