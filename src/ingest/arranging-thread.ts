import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import type { Endings } from './holder-numbers.js'

/** Pieces of a file to be copied one after the other, each with its ending, to the beginning of another one. */
export interface Arrangement {
  readonly from: string
  readonly to: string
  readonly starts: Float64Array
  readonly lengths: Uint32Array
  readonly endings: Endings
}

const CHUNK = 1 << 20

function arrange({ from, to, starts, lengths, endings: { rows, ends, bytes } }: Arrangement): void {
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
    const place = rows[row]!
    const ending = place === 0 ? 0 : ends[place]! - ends[place - 1]!
    if (filled + length + ending > chunk.length) {
      flush()
      if (length + ending > chunk.length) chunk = Buffer.allocUnsafe(length + ending)
    }
    readSync(source, chunk, filled, length, starts[row]!)
    if (ending > 0) chunk.set(bytes.subarray(ends[place - 1], ends[place]), filled + length)
    filled += length + ending
  }
  flush()
  closeSync(target)
  closeSync(source)
}

arrange(workerData as Arrangement)
