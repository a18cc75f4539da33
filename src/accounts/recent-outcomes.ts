import { createHmac, randomBytes } from 'node:crypto'
import { Remembered } from '../remembered.js'

/** Right ones are as many as the clients of the server; wrong ones must not push them out. */
const RIGHT = { capacity: 4096, lifetimeMs: 12 * 3_600_000 }
const WRONG = { capacity: 512, lifetimeMs: 5 * 60_000 }

/**
 * Outcomes of the latest password checks, so that address books, which bind again for every search, cost one hash and
 * not one each. Passwords are kept only as a keyed hash whose key dies with the process.
 */
export class RecentOutcomes {
  readonly #key = randomBytes(32)
  readonly #right = new Remembered<string, number>(RIGHT.capacity)
  readonly #wrong = new Remembered<string, number>(WRONG.capacity)

  /** @param stamp of the account: an outcome says nothing of an account that has changed since */
  get(name: string, stamp: string | null, password: string): boolean | undefined {
    const key = this.#keyOf(name, stamp, password)
    const now = performance.now()
    if ((this.#right.get(key) ?? 0) > now) return true
    return (this.#wrong.get(key) ?? 0) > now ? false : undefined
  }

  set(name: string, stamp: string | null, password: string, right: boolean): void {
    const key = this.#keyOf(name, stamp, password)
    const outcomes = right ? this.#right : this.#wrong
    outcomes.set(key, performance.now() + (right ? RIGHT : WRONG).lifetimeMs)
  }

  #keyOf(name: string, stamp: string | null, password: string): string {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([name, stamp, password]))
      .digest('base64')
  }
}
