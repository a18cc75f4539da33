import { closeSync, openSync, readSync } from 'node:fs'
import { ByteWriter } from './byte-writer.js'
import type { Entries } from './entry-maker.js'

const CHUNK = 1 << 20

/** The prepared entries of a generation being built, in a file of their own until the ranks are known. */
export class EntryDraft {
  readonly #path: string
  readonly #bytes: ByteWriter
  /** Where the entry of each arrival ends. */
  readonly #ends: number[] = []

  constructor(path: string) {
    this.#path = path
    this.#bytes = new ByteWriter(path)
  }

  /** Takes the entries of a batch; the first of all has number 1. */
  add({ bytes, ends }: Entries): void {
    const before = this.#bytes.length
    this.#bytes.write(bytes)
    for (const end of ends) this.#ends.push(before + end)
  }

  lengthOf(arrival: number): number {
    return this.#ends[arrival - 1]! - this.#startOf(arrival)
  }

  /** Reads entries in another order, and hands them over in chunks that last only for the call. */
  inOrder(arrivals: Uint32Array, take: (chunk: Buffer) => void): void {
    const file = openSync(this.#path, 'r')
    try {
      let chunk = Buffer.allocUnsafe(CHUNK)
      let filled = 0
      for (const arrival of arrivals) {
        const length = this.lengthOf(arrival)
        if (filled + length > chunk.length) {
          take(chunk.subarray(0, filled))
          filled = 0
          if (length > chunk.length) chunk = Buffer.allocUnsafe(length)
        }
        readSync(file, chunk, filled, length, this.#startOf(arrival))
        filled += length
      }
      take(chunk.subarray(0, filled))
    } finally {
      closeSync(file)
    }
  }

  close(): void {
    this.#bytes.close()
  }

  #startOf(arrival: number): number {
    return arrival === 1 ? 0 : this.#ends[arrival - 2]!
  }
}
