import { closeSync, openSync, readSync } from 'node:fs'
import { ByteWriter } from '../columns/byte-writer.js'

/** Numbers written at once. */
const AT_ONCE = 64 * 1024

/** Numbers of 32 bits at most, set aside in a file until they are needed. */
export class NumberDraft {
  readonly #path: string
  readonly #bytes: ByteWriter
  readonly #waiting = new Uint32Array(AT_ONCE)
  #length = 0

  constructor(path: string) {
    this.#path = path
    this.#bytes = new ByteWriter(path)
  }

  add(numbers: readonly number[]): void {
    for (const number of numbers) {
      if (this.#length === AT_ONCE) this.#write()
      this.#waiting[this.#length++] = number
    }
  }

  read(): Uint32Array {
    this.#write()
    const numbers = new Uint32Array(this.#bytes.length / 4)
    const file = openSync(this.#path, 'r')
    const bytes = new Uint8Array(numbers.buffer)
    try {
      for (let at = 0; at < bytes.length; ) {
        const read = readSync(file, bytes, at, bytes.length - at, at)
        if (read === 0) throw new Error(`${this.#path} was cut`)
        at += read
      }
    } finally {
      closeSync(file)
    }
    return numbers
  }

  close(): void {
    this.#bytes.close()
  }

  #write(): void {
    this.#bytes.write(this.#waiting.subarray(0, this.#length))
    this.#length = 0
  }
}
