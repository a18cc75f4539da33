import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

/** Bytes of text in one member: what has to be unpacked to read any byte of it. */
const MEMBER = 1 << 20
/** The quickest: twice as quick as the default, a tenth longer. */
const LEVEL = 1

/** A gzip file of many members (RFC 1952 §2.2), each by itself: any place of the text is found without reading what is before. */
export interface BlockGzip {
  /** Bytes of the text, and of the file. */
  readonly bytes: number
  readonly gzipBytes: number
  /** Of each, in hexadecimal. */
  readonly sha256: string
  readonly gzipSha256: string
  /** Bytes of the text before each member, and of the file. */
  readonly starts: readonly (readonly [text: number, file: number])[]
}

/** Writes one. */
export class BlockGzipWriter {
  readonly #file: number
  readonly #pending = Buffer.allocUnsafe(MEMBER)
  readonly #hash = createHash('sha256')
  readonly #gzipHash = createHash('sha256')
  readonly #starts: (readonly [number, number])[] = []
  #filled = 0
  #bytes = 0
  #gzipBytes = 0

  /** @throws when the file cannot be written */
  constructor(path: string) {
    this.#file = openSync(path, 'w')
  }

  write(text: string): void {
    let bytes = Buffer.from(text)
    while (bytes.length > 0) {
      const copied = bytes.copy(this.#pending, this.#filled)
      this.#filled += copied
      bytes = bytes.subarray(copied)
      if (this.#filled === MEMBER) this.#flush()
    }
  }

  finish(): BlockGzip {
    // An empty text has one member too: a file of no byte is no gzip file.
    if (this.#filled > 0 || this.#starts.length === 0) this.#flush()
    fsyncSync(this.#file)
    closeSync(this.#file)
    return {
      bytes: this.#bytes,
      gzipBytes: this.#gzipBytes,
      sha256: this.#hash.digest('hex'),
      gzipSha256: this.#gzipHash.digest('hex'),
      starts: this.#starts,
    }
  }

  #flush(): void {
    const text = this.#pending.subarray(0, this.#filled)
    const packed = gzipSync(text, { level: LEVEL })
    this.#starts.push([this.#bytes, this.#gzipBytes])
    this.#hash.update(text)
    this.#gzipHash.update(packed)
    for (let at = 0; at < packed.length; ) at += writeSync(this.#file, packed, at, packed.length - at)
    this.#bytes += text.length
    this.#gzipBytes += packed.length
    this.#filled = 0
  }
}
