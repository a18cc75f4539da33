import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'

/** A file that is written from a place on to its end. */
export class ByteWriter {
  readonly #file: number
  #length: number
  #open = true

  /**
   * @param path of a new file; of one that exists when `start` is given
   * @param start bytes at its beginning that somebody else writes
   */
  constructor(path: string, start?: number) {
    this.#file = openSync(path, start === undefined ? 'wx+' : 'r+')
    this.#length = start ?? 0
  }

  get length(): number {
    return this.#length
  }

  write(values: Uint8Array | Uint16Array | Uint32Array): void {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    // A disk that fills up takes a part, and fails at the next write.
    for (let at = 0; at < bytes.length; ) {
      const written = writeSync(this.#file, bytes, at, bytes.length - at, this.#length)
      at += written
      this.#length += written
    }
  }

  /** Changes bytes that were written, in place. @param change must not change their number */
  rewrite(start: number, length: number, change: (bytes: Buffer) => void): void {
    const bytes = Buffer.alloc(length)
    readSync(this.#file, bytes, 0, length, start)
    change(bytes)
    writeSync(this.#file, bytes, 0, length, start)
  }

  /** Makes what was written durable. */
  flush(): void {
    fsyncSync(this.#file)
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    closeSync(this.#file)
  }
}
