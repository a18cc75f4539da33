import { setImmediate } from 'node:timers/promises'
import type { Awaitable } from '../store/steps.js'

/** Time after which sockets are looked at again, in milliseconds. */
const SLICE_MS = 5
/** Who has used so little more than another waits no longer for that. */
const ALIKE_MS = 20
/** What a connection has used counts half as much after so many milliseconds. */
const HALF_LIFE_MS = 1000

/** Time that the searches of one connection have taken lately. */
export class Usage {
  #used = 0
  #at = 0

  add(ms: number, now: number): void {
    this.#used = this.lately(now) + ms
    this.#at = now
  }

  lately(now: number): number {
    return this.#used * 0.5 ** ((now - this.#at) / HALF_LIFE_MS)
  }
}

interface Waiting {
  readonly usage: Usage
  go(): void
}

/**
 * Searches of all connections take turns: connections that have used little lately come first, so that whoever asks a
 * little is not held up by whoever asks much. The store works on one thread: more searches at once would only make each
 * of them later, and those of a client that has gone would still have to be carried to their end.
 */
export class Turns {
  readonly #slots: number
  #running = 0
  readonly #waiting: Waiting[] = []
  #sliceEnd = 0

  constructor(slots: number) {
    this.#slots = slots
  }

  /** Does work in its turn: at once when few others are doing theirs. */
  take<T>(usage: Usage, work: () => Awaitable<T>): Awaitable<T> {
    if (this.#running === this.#slots) return this.#wait(usage).then(() => this.#do(usage, work))
    this.#running += 1
    return this.#do(usage, work)
  }

  /** Whoever leaves hands its place to the next one. */
  async #wait(usage: Usage): Promise<void> {
    await new Promise<void>((resolve) => this.#waiting.push({ usage, go: resolve }))
    await this.breathe()
  }

  #do<T>(usage: Usage, work: () => Awaitable<T>): Awaitable<T> {
    const started = performance.now()
    let worked: Awaitable<T>
    try {
      worked = work()
    } catch (error) {
      this.#leave(usage, started)
      throw error
    }
    if (worked instanceof Promise) return worked.finally(() => this.#leave(usage, started))
    this.#leave(usage, started)
    return worked
  }

  #leave(usage: Usage, started: number): void {
    const now = performance.now()
    usage.add(now - started, now)
    const next = this.#next(now)
    if (next === null) this.#running -= 1
    else next.go()
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

  /** The first of those that used little: about as much as the one that used least. */
  #next(now: number): Waiting | null {
    if (this.#waiting.length === 0) return null
    const used = this.#waiting.map(({ usage }) => usage.lately(now))
    const little = 2 * Math.min(...used) + ALIKE_MS
    return this.#waiting.splice(
      used.findIndex((ms) => ms <= little),
      1,
    )[0]!
  }
}
