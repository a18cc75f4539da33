import type { Log } from '../../log.js'
import { TOLD_MS } from './limits.js'

/** Counts what never became a request: one line in ten seconds, however many there are. */
export class Refusals {
  readonly #log: Log
  readonly #counts = new Map<string, number>()
  readonly #timer: NodeJS.Timeout

  constructor(log: Log) {
    this.#log = log
    this.#timer = setInterval(() => this.#tell(), TOLD_MS)
    this.#timer.unref()
  }

  /** @param reason status answered, or why the connection was closed */
  count(reason: string, number: number): void {
    if (number > 0) this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + number)
  }

  close(): void {
    clearInterval(this.#timer)
    this.#tell()
  }

  #tell(): void {
    if (this.#counts.size === 0) return
    this.#log.warn({ evenement: 'http.refus', nombres: Object.fromEntries(this.#counts) })
    this.#counts.clear()
  }
}
