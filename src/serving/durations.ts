/** Steps in which durations are counted: each a quarter more than the one before, from 0.01 ms to 90 s. */
const FIRST_MS = 0.01
const GROWTH = 1.25
const STEPS = 72
const LOG_GROWTH = Math.log(GROWTH)

/** Many durations in little room: their quantiles are known within a quarter. */
export class Durations {
  readonly #counts = new Uint32Array(STEPS)
  #longest = 0
  count = 0

  add(ms: number): void {
    const step = ms <= FIRST_MS ? 0 : Math.min(STEPS - 1, Math.ceil(Math.log(ms / FIRST_MS) / LOG_GROWTH))
    this.#counts[step]!++
    this.count++
    if (ms > this.#longest) this.#longest = ms
  }

  get longest(): number {
    return this.#longest
  }

  /** A duration that a share of them does not exceed, 0 when there are none. */
  quantile(share: number): number {
    let left = Math.ceil(this.count * share)
    for (let step = 0; step < STEPS; step++) {
      left -= this.#counts[step]!
      if (left <= 0) return Math.min(this.#longest, FIRST_MS * GROWTH ** step)
    }
    return this.#longest
  }
}
