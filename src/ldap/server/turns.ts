import { setImmediate } from 'node:timers/promises'

/** Time after which sockets are looked at again, in milliseconds. */
const SLICE_MS = 5

/**
 * Searches of all connections take turns, in order of arrival. The store works on one thread: more searches at once
 * would only make each of them later, and those of a client that has gone would still have to be carried to their end.
 */
export class Turns {
  readonly #slots: number
  #running = 0
  readonly #waiting: (() => void)[] = []
  #sliceEnd = 0

  constructor(slots: number) {
    this.#slots = slots
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    // Whoever leaves hands its place to the first in the queue.
    if (this.#running < this.#slots) this.#running += 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      await this.breathe()
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#running -= 1
      else next()
    }
  }

  /**
   * Settles after the event loop has run, when it has not for a while; null when there is no need. Answers that the
   * store has at once follow each other without ever coming back to the loop, where new clients, abandons and closed
   * connections wait.
   */
  breathe(): Promise<void> | null {
    if (performance.now() < this.#sliceEnd) return null
    return setImmediate().then(() => {
      this.#sliceEnd = performance.now() + SLICE_MS
    })
  }
}
