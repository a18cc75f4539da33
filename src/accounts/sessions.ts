import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Authenticator, Known } from './authenticator.js'

/** A session ends after so long without a request, and at the latest after so long. */
const IDLE_MS = 60 * 60_000
const LONGEST_MS = 12 * 60 * 60_000
/** Sessions at a time; the one used longest ago ends for another. */
const MOST = 10_000
const TOKEN_BYTES = 32

interface Held {
  readonly account: string
  readonly known: Known
  readonly stamp: string
  readonly token: string
  readonly begun: number
  seen: number
}

/** What a session opens. */
export interface Session {
  readonly account: string
  readonly known: Known
  /** Sent back by every form of the session: a page of another site does not know it. */
  readonly token: string
}

/**
 * The browsers that have signed in, kept in memory by the digest of what each shows: a restart ends them all, and so does a
 * change of the account's password, role or sources, at once.
 */
export class Sessions {
  readonly #held = new Map<string, Held>()
  readonly #accounts: Pick<Authenticator, 'stamp'>
  readonly #now: () => number

  constructor(accounts: Pick<Authenticator, 'stamp'>, now: () => number = Date.now) {
    this.#accounts = accounts
    this.#now = now
  }

  /**
   * Begins a session.
   * @returns what the browser shows from now on; null when the account is gone meanwhile
   */
  begin(account: string, known: Known): string | null {
    const stamp = this.#accounts.stamp(account)
    if (stamp === null) return null
    const now = this.#now()
    for (const [digest, { seen, begun }] of this.#held) {
      if (now - seen > IDLE_MS || now - begun > LONGEST_MS || this.#held.size >= MOST) this.#held.delete(digest)
      else break
    }
    const shown = randomBytes(TOKEN_BYTES).toString('base64url')
    const token = randomBytes(TOKEN_BYTES).toString('base64url')
    this.#held.set(digestOf(shown), { account, known, stamp, token, begun: now, seen: now })
    return shown
  }

  /** @param shown by the browser, whatever it is @returns null when it opens nothing, or nothing any more */
  find(shown: string): Session | null {
    const digest = digestOf(shown)
    const held = this.#held.get(digest)
    if (held === undefined) return null
    const now = this.#now()
    this.#held.delete(digest)
    const isOver = now - held.seen > IDLE_MS || now - held.begun > LONGEST_MS
    if (isOver || this.#accounts.stamp(held.account) !== held.stamp) return null
    held.seen = now
    // At the end again: the first are those used longest ago.
    this.#held.set(digest, held)
    return held
  }

  end(shown: string): void {
    this.#held.delete(digestOf(shown))
  }
}

/** Whether a form was made by a page of this session. */
export function isTokenOf({ token }: Session, given: string): boolean {
  const [one, other] = [Buffer.from(token), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** What is kept opens nothing by itself. */
function digestOf(shown: string): string {
  return createHash('sha256').update(shown).digest('base64url')
}
