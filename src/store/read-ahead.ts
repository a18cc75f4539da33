import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** Bytes read at once: a lookup that waits for the disk behind them waits a millisecond. */
const PIECE = 256 * 1024
/** The disk is left to others for so much of the time that reading takes, a few milliseconds at a time. */
const REST = 0.5
const SHORTEST_REST_MS = 2

/**
 * Reads files into the system's cache, off the event loop, from their end towards their beginning, one piece of each in turn:
 * what every search touches lies last. Read in order it takes a hundredth of the time that searches take, which read it here
 * and there. Nothing of it stays in the process.
 * @param from share of each file at which to begin, 1 being its end @param to share at which to stop
 * @param isWanted false when nobody needs them any more
 * @throws Error when a file cannot be read
 */
export async function readAhead(
  paths: readonly string[],
  from: number,
  to: number,
  isWanted: () => boolean,
): Promise<void> {
  const files: FileHandle[] = []
  try {
    const parts: { readonly file: FileHandle; at: number; readonly end: number }[] = []
    for (const path of paths) {
      const file = await open(path, 'r')
      files.push(file)
      const { size } = await file.stat()
      parts.push({ file, at: Math.floor(size * from), end: Math.floor(size * to) })
    }
    const bytes = Buffer.allocUnsafeSlow(PIECE)
    let rest = 0
    while (isWanted()) {
      const left = parts.filter(({ at, end }) => at > end)
      if (left.length === 0) return
      for (const part of left) {
        const length = Math.min(PIECE, part.at - part.end)
        part.at -= length
        const begun = performance.now()
        await part.file.read(bytes, 0, length, part.at)
        rest += (performance.now() - begun) * REST
        if (rest < SHORTEST_REST_MS) continue
        await delay(rest)
        rest = 0
      }
    }
  } finally {
    for (const file of files) await file.close()
  }
}
