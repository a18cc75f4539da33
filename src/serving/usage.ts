/** What a connection has used counts half as much after so many milliseconds. */
const HALF_LIFE_MS = 1000
/** Within so few milliseconds it counts as it is. */
const AT_ONCE_MS = 10

/** Time that the requests of one connection have taken lately. */
export class Usage {
  #used = 0
  #at = 0

  add(ms: number, now: number): void {
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
