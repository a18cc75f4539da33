/** What a connection has used counts half as much after so many milliseconds. */
const HALF_LIFE_MS = 1000
/** Within so few milliseconds it counts as it is. */
const AT_ONCE_MS = 10

/** A connection counts at first as one that has asked something: a crowd that arrives must not pass before who is there. */
const FRESH_MS = 3

/** Time that the requests of one connection have taken lately. */
export class Usage {
  #used: number
  #at = performance.now()
  #fresh = true

  /** @param used milliseconds that count until it has used any */
  constructor(used = FRESH_MS) {
    this.#used = used
  }

  add(ms: number, now: number): void {
    if (this.#fresh) {
      this.#fresh = false
      this.#used = 0
    }
    if (now - this.#at > AT_ONCE_MS) {
      this.#used = this.lately(now)
      this.#at = now
    }
    this.#used += ms
  }

  lately(now: number): number {
    return this.#used === 0 ? 0 : this.#used * 0.5 ** ((now - this.#at) / HALF_LIFE_MS)
  }
}
