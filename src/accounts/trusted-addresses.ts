const CAPACITY = 4096
const LIFETIME_MS = 24 * 3_600_000

/** From where each account succeeded in the last day. */
export class TrustedAddresses {
  // A Map keeps the order of insertion: the first key is the oldest.
  readonly #until = new Map<string, number>()

  add(address: string, name: string): void {
    const key = `${address} ${name}`
    this.#until.delete(key)
    this.#until.set(key, performance.now() + LIFETIME_MS)
    if (this.#until.size > CAPACITY) this.#until.delete(this.#until.keys().next().value!)
  }

  has(address: string, name: string): boolean {
    const until = this.#until.get(`${address} ${name}`)
    return until !== undefined && until >= performance.now()
  }
}
