import type { FeedHandlers } from './contract.js'
import type { Row } from './row.js'

const BATCH = 128

/** Gathers rows into batches, and waits only when the consumer asks for it: a promise per row would cost seconds. */
export class RowsOut {
  #batch: Row[] = []
  #sent = 0
  readonly #handlers: FeedHandlers

  constructor(handlers: FeedHandlers) {
    this.#handlers = handlers
  }

  get count(): number {
    return this.#sent + this.#batch.length
  }

  /** @returns a promise to wait for, or nothing */
  push(row: Row): void | Promise<void> {
    this.#batch.push(row)
    if (this.#batch.length >= BATCH) return this.flush()
  }

  flush(): void | Promise<void> {
    if (this.#batch.length === 0) return
    const batch = this.#batch
    this.#batch = []
    this.#sent += batch.length
    return this.#handlers.rows(batch)
  }
}
