import { cpus } from 'node:os'

/** How long the loop polls for a next request, in milliseconds: longer than a client of the same network needs. */
const PATIENCE_MS = 0.2
/** After so many polls in vain, only one answer in as many is followed by another. */
const IN_VAIN = 16

/**
 * Keeps the event loop awake for a moment after an answer, as network drivers busy-poll. Clients that ask one thing after another send the next
 * request within microseconds, and on most machines a sleeping process takes longer to wake than to find a mailbox.
 * Clients that leave long pauses cost nothing more: polls in vain are given up.
 */
export class BusyPoll {
  readonly #sleepless: boolean
  #until = 0
  #watching = false
  #inVain = 0
  readonly #watch = (): void => {
    if (performance.now() < this.#until) setImmediate(this.#watch)
    else {
      this.#watching = false
      this.#inVain += 1
    }
  }

  /** @param cores of the machine: with a single one, polling would keep the client itself from running */
  constructor(cores = cpus().length) {
    this.#sleepless = cores > 1
  }

  /** A request has come. */
  request(): void {
    if (this.#watching) this.#inVain = 0
  }

  /** An answer has left. */
  answered(now = performance.now()): void {
    if (!this.#sleepless) return
    if (this.#inVain >= IN_VAIN && ++this.#inVain % IN_VAIN !== 0) return
    this.#until = now + PATIENCE_MS
    if (this.#watching) return
    this.#watching = true
    setImmediate(this.#watch)
  }
}
