import { openSync, write, writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** What may wait for a reader of the log who does not read; lines beyond are counted. */
const WAITING = 4 * 1024 * 1024
const RETRY_MS = 100
const PATIENCE_MS = 1_000

/**
 * Writes lines one after another without ever holding up who writes, whatever becomes of the file: a reader who does not
 * read, one who has gone and a full disk cost lines of the log, which are counted, and nothing else. (Pino's own
 * destination tries for ever, without a pause, to write to a full disk before the process may end.)
 */
export class LineWriter {
  readonly #lost: (lines: number) => void
  #file: number
  #waiting: string[] = []
  #waitingLength = 0
  #writing = false
  #lostLines = 0

  /**
   * @param file a file descriptor
   * @param lost gets the number of lines that could not be written, once others can
   */
  constructor(file: number, lost: (lines: number) => void) {
    this.#file = file
    this.#lost = lost
  }

  write(line: string): void {
    if (this.#waitingLength + line.length > WAITING) {
      this.#lostLines += 1
      return
    }
    this.#waiting.push(line)
    this.#waitingLength += line.length
    if (!this.#writing) void this.#writeAll()
  }

  /** Goes on in another file: the one written so far was moved away. @throws Error when it cannot be opened */
  reopen(path: string, mode: number): void {
    this.#file = openSync(path, 'a', mode)
  }

  /** Settles when all is written, or cannot be. */
  async end(): Promise<void> {
    const until = performance.now() + PATIENCE_MS
    while (this.#writing && performance.now() < until) await sleep(5)
  }

  /** Writes what waits, at once: the process ends. */
  endNow(): void {
    const rest = this.#take()
    try {
      if (rest !== '') writeSync(this.#file, rest)
    } catch {
      // There is nowhere left to say it.
    }
  }

  #take(): string {
    const text = this.#waiting.join('')
    this.#waiting = []
    this.#waitingLength = 0
    return text
  }

  async #writeAll(): Promise<void> {
    this.#writing = true
    while (this.#waiting.length > 0) {
      const lines = this.#waiting.length
      if (!(await this.#writeBytes(Buffer.from(this.#take())))) this.#lostLines += lines
      else if (this.#lostLines > 0) {
        const lost = this.#lostLines
        this.#lostLines = 0
        this.#lost(lost)
      }
    }
    this.#writing = false
  }

  /** @returns whether all bytes were written */
  async #writeBytes(bytes: Buffer): Promise<boolean> {
    let rest = bytes
    while (rest.length > 0) {
      const written = await new Promise<number | string>((resolve) => {
        write(this.#file, rest, (error, count) => resolve(error === null ? count : (error.code ?? 'EIO')))
      })
      if (typeof written === 'number') rest = rest.subarray(written)
      else if (written === 'EAGAIN') await sleep(RETRY_MS)
      else return false
    }
    return true
  }
}
