import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { lowerBound } from '../columns/lower-bound.js'
import type { BlockGzip } from './block-gzip.js'

const unpack = promisify(gunzip)
/** Bytes of the file read at a time as they are. */
const CHUNK = 1 << 18

/** Bytes of the file itself. @param end first byte that is not wanted */
export async function* packedBytes(path: string, start: number, end: number): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    for (let at = start; at < end; at += CHUNK) yield await exactly(file, at, Math.min(CHUNK, end - at))
  } finally {
    await file.close()
  }
}

/** Bytes of the text. @param end first byte that is not wanted */
export async function* textBytes(
  path: string,
  { starts, gzipBytes, bytes }: BlockGzip,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    for (let member = memberAt(starts, start); member < starts.length; member++) {
      const [from, place] = starts[member]!
      if (from >= end) return
      const [next, nextPlace] = starts[member + 1] ?? [bytes, gzipBytes]
      const text = await unpack(await exactly(file, place, nextPlace - place))
      yield text.subarray(Math.max(0, start - from), Math.min(next, end) - from)
    }
  } finally {
    await file.close()
  }
}

/** The member that holds a byte of the text. */
function memberAt(starts: BlockGzip['starts'], place: number): number {
  return lowerBound(0, starts.length, (member) => starts[member]![0] <= place) - 1
}

async function exactly(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(bytes, at, length - at, position + at)
    if (bytesRead === 0) throw new Error('the file of an extraction was cut')
    at += bytesRead
  }
  return bytes
}
