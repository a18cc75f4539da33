import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'

/** A file that is written from its beginning to its end. */
export class ByteWriter {
  readonly #file: number
  #length = 0
  #open = true

  /** @throws when the file exists */
  constructor(path: string) {
    this.#file = openSync(path, 'wx')
  }

  get length(): number {
    return this.#length
  }

  write(values: Uint8Array | Uint16Array | Uint32Array): void {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    // A disk that fills up takes a part, and tells at the next write.
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at)
    this.#length += bytes.length
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
