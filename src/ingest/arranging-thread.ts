import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'

/** Pieces of a file to be copied one after the other to the beginning of another one. */
export interface Arrangement {
  readonly from: string
  readonly to: string
  readonly starts: Float64Array
  readonly lengths: Uint32Array
}

const CHUNK = 1 << 20

function arrange({ from, to, starts, lengths }: Arrangement): void {
  const source = openSync(from, 'r')
  const target = openSync(to, 'r+')
  let chunk = Buffer.allocUnsafe(CHUNK)
  let filled = 0
  const flush = (): void => {
    for (let at = 0; at < filled; ) at += writeSync(target, chunk, at, filled - at)
    filled = 0
  }
  for (let row = 0; row < lengths.length; row++) {
    const length = lengths[row]!
    if (filled + length > chunk.length) {
      flush()
      if (length > chunk.length) chunk = Buffer.allocUnsafe(length)
    }
    readSync(source, chunk, filled, length, starts[row]!)
    filled += length
  }
  flush()
  closeSync(target)
  closeSync(source)
}

arrange(workerData as Arrangement)
