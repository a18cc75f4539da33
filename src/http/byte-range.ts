/** Bytes from `start` on and before `end`. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * The part of a file that a Range header asks for (RFC 9110 §14.2).
 * @param total bytes of the file
 * @returns null when the whole is to be sent: another unit, several ranges, a header that means nothing; 'none' when no byte of
 * the file is in the range
 */
export function byteRange(header: string | undefined, total: number): ByteRange | 'none' | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return null
  if (first === '') {
    const length = Math.min(Number(last), total)
    return length === 0 ? 'none' : { start: total - length, end: total }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return null
  return start >= total ? 'none' : { start, end: last === '' ? total : Math.min(Number(last) + 1, total) }
}
