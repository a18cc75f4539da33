import { createHmac, randomBytes } from 'node:crypto'

const CAPACITY = 512
const LIFETIME_MS = 5 * 60_000

/**
 * Outcomes of the latest password checks, so that address books, which bind again for every search, cost one hash and
 * not one each. Passwords are kept only as a keyed hash whose key dies with the process.
 */
export class RecentOutcomes {
  readonly #key = randomBytes(32)
  // A Map keeps the order of insertion: the first key is the oldest.
  readonly #outcomes = new Map<string, { readonly right: boolean; readonly until: number }>()

  get(name: string, password: string): boolean | undefined {
    const outcome = this.#outcomes.get(this.#keyOf(name, password))
    return outcome === undefined || outcome.until < performance.now() ? undefined : outcome.right
  }

  set(name: string, password: string, right: boolean): void {
    const key = this.#keyOf(name, password)
    this.#outcomes.delete(key)
    this.#outcomes.set(key, { right, until: performance.now() + LIFETIME_MS })
    if (this.#outcomes.size > CAPACITY) {
      const [oldest] = this.#outcomes.keys()
      if (oldest !== undefined) this.#outcomes.delete(oldest)
    }
  }

  #keyOf(name: string, password: string): string {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([name, password]))
      .digest('base64')
  }
}
