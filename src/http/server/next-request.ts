const LF = 10
const CR = 13

/**
 * Where the first request in some bytes ends at the latest: after its first empty line. A body may make it end later, never
 * earlier, so that of several requests at most one is complete in the bytes before.
 * @returns the number of bytes up to there; all of them when no empty line is there
 */
export function endOfRequest(bytes: Buffer): number {
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at + 1] === LF) return at + 2
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return at + 3
  }
  return bytes.length
}
