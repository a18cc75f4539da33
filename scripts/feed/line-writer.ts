import { closeSync, openSync, writeSync } from 'node:fs'

// Small enough for the pieces of a chunk to be forgotten before the collector takes them for long-lived.
const CHUNK = 1 << 17

/** Writes a file in chunks of 128 KiB and counts its lines, the header being line 1. */
export class LineWriter {
  readonly name: string
  readonly #encode: (text: string) => Buffer
  readonly #descriptor: number
  #pending = ''
  #line = 0
  #bytes = 0

  constructor(
    path: string,
    name: string,
    header: string,
    encode: (text: string) => Buffer = (text) => Buffer.from(text),
  ) {
    this.name = name
    this.#encode = encode
    this.#descriptor = openSync(path, 'w')
    this.write(`${header}\n`)
  }

  /** Number of the last line written. */
  get line(): number {
    return this.#line
  }

  /** Lines below the header. */
  get dataLines(): number {
    return this.#line - 1
  }

  get bytes(): number {
    return this.#bytes
  }

  /** @param line one line with its newline */
  write(line: string): void {
    this.#pending += line
    this.#line++
    if (this.#pending.length >= CHUNK) this.#flush()
  }

  /** A line whose bytes no text can say. */
  writeBytes(line: Buffer): void {
    this.#flush()
    this.#put(line)
    this.#line++
  }

  close(): void {
    this.#flush()
    closeSync(this.#descriptor)
  }

  #flush(): void {
    if (this.#pending === '') return
    this.#put(this.#encode(this.#pending))
    this.#pending = ''
  }

  #put(bytes: Buffer): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#descriptor, bytes, done)
    this.#bytes += bytes.length
  }
}
