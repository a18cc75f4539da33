/** What a connection has used counts half as much after so many milliseconds. */
const HALF_LIFE_MS = 1000
/** Within so few milliseconds it counts as it is. */
const AT_ONCE_MS = 10
/**
 * A connection counts, until it has asked something, as one that has asked much: a crowd that arrives must not pass before
 * who is there and looks one thing up after another, which takes 20 ms of each second or so.
 */
const FRESH_MS = 50

/** Time that the requests of one connection have taken lately. */
export class Usage {
  #used: number
  /** Null until something was asked. */
  #at: number | null = null

  /** @param used milliseconds that it starts with */
  constructor(used = FRESH_MS) {
    this.#used = used
  }

  add(ms: number, now: number): void {
    if (this.#at === null || now - this.#at > AT_ONCE_MS) {
      this.#used = this.lately(now)
      this.#at = now
    }
    this.#used += ms
  }

  lately(now: number): number {
    return this.#at === null || this.#used === 0 ? this.#used : this.#used * 0.5 ** ((now - this.#at) / HALF_LIFE_MS)
  }
}
