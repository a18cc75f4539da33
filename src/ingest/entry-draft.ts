import { Worker } from 'node:worker_threads'
import { ByteWriter } from '../columns/byte-writer.js'
import type { Arrangement } from './arranging-thread.js'
import type { Entries } from './entry-maker.js'
import type { Endings } from './holder-numbers.js'

/** The prepared entries of a generation being built, in a file of their own until the ranks are known. */
export class EntryDraft {
  readonly #path: string
  readonly #bytes: ByteWriter
  /** Where the entry of each arrival ends. */
  readonly #ends: number[] = []
  #worker: Worker | null = null

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

  /**
   * Puts spaces in the place of words in the entry of an arrival: its lengths, which stand before each value, stay.
   * @param words as the values of the entry hold them
   */
  blank(arrival: number, words: readonly string[]): void {
    const start = this.#startOf(arrival)
    this.#bytes.rewrite(start, this.#ends[arrival - 1]! - start, (bytes) => {
      for (const word of words) {
        const length = Buffer.byteLength(word)
        for (let at = bytes.indexOf(word); at !== -1; at = bytes.indexOf(word, at + length))
          bytes.fill(' ', at, at + length)
      }
    })
  }

  /** Lengths of entries with what they are to end with. @param arrivals their numbers, in the order of `endings` */
  lengths(arrivals: Uint32Array, { rows, ends }: Endings): Uint32Array {
    return arrivals.map((arrival, row) => {
      const place = rows[row]!
      return this.#lengthOf(arrival) + (place === 0 ? 0 : ends[place]! - ends[place - 1]!)
    })
  }

  /**
   * Has the entries copied in another order, by another thread: the columns are built meanwhile.
   * @param arrivals numbers of the entries in that order
   * @param path of a file that the copies begin
   */
  copy(arrivals: Uint32Array, endings: Endings, path: string): Promise<void> {
    const starts = Float64Array.from(arrivals, (arrival) => this.#startOf(arrival))
    const lengths = arrivals.map((arrival) => this.#lengthOf(arrival))
    const arrangement: Arrangement = { from: this.#path, to: path, starts, lengths, endings }
    const worker = new Worker(new URL('./arranging-thread.js', import.meta.url), {
      workerData: arrangement,
      transferList: [starts.buffer, lengths.buffer, endings.bytes.buffer],
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 32 },
    })
    this.#worker = worker
    const copied = new Promise<void>((resolve, reject) => {
      worker.on('error', reject)
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the copying stopped with code ${code}`))))
    })
    // It may fail while the columns are being built; whoever awaits it then still gets the error.
    copied.catch(() => undefined)
    return copied
  }

  close(): void {
    void this.#worker?.terminate()
    this.#bytes.close()
  }

  #lengthOf(arrival: number): number {
    return this.#ends[arrival - 1]! - this.#startOf(arrival)
  }

  #startOf(arrival: number): number {
    return arrival === 1 ? 0 : this.#ends[arrival - 2]!
  }
}
