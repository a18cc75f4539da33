import type { Client } from './authenticator.js'

/** Failures that cost nothing: people mistype. */
const FREE = 3
/** Delay after the first failure that costs, in milliseconds; it doubles with each that follows. */
const FIRST_MS = 100
/** Failures count half as much after this time. */
const HALF_LIFE_MS = 60_000
/** So many checks of one address that wait are no longer a few people at the same moment. */
const CROWD = 4
/** Beyond, a failure adds nothing: an address that stops is free again within two minutes. */
const MOST = 12

/** Longest time between two checks for connections that failed, and for those of the same address that did not. */
export interface Pace {
  readonly failed: number
  readonly fresh: number
}
/** An address that one machine or one household has. */
export const REMOTE: Pace = { failed: 8_000, fresh: 1_000 }
/** The machine itself: behind it may be a proxy with all the clients, hence it is slowed less. */
export const OWN: Pace = { failed: 2_000, fresh: 150 }

/** A check that waits for its turn. */
export interface Waiter {
  readonly client: Client
  /** The connection has failed before. */
  readonly failed: boolean
  start(rank: number): void
  /** Tells the client to try again later. */
  refuse(): void
}

/** The checks of one address, or of an account that succeeded lately from one address. */
export class Lane {
  /** An account that succeeded lately from this address. */
  readonly trusted: boolean
  readonly #pace: Pace
  /** Oldest first. */
  readonly waiting: Waiter[] = []
  running = 0
  startedAt = Number.NEGATIVE_INFINITY
  /** Answers held back, and when the last of them may be sent. */
  held = 0
  toldAt = Number.NEGATIVE_INFINITY
  #failures = 0
  #failedAt = 0

  constructor(trusted: boolean, pace: Pace) {
    this.trusted = trusted
    this.#pace = pace
  }

  fail(now: number): void {
    this.#failures = Math.min(MOST, this.#lately(now) + 1)
    this.#failedAt = now
  }

  /** Whether failures slow this lane now. */
  slowed(now: number): boolean {
    return this.#lately(now) > FREE
  }

  /** Milliseconds between two checks. @param failed of connections that failed before, or of the others */
  delay(failed: boolean, now: number): number {
    const lately = this.#lately(now)
    if (lately <= FREE) return 0
    return Math.min(failed ? this.#pace.failed : this.#pace.fresh, FIRST_MS * 2 ** (lately - FREE))
  }

  /** Milliseconds between two refusals that are sent. Where a crowd waits, they are as slow as can be from the first. */
  apart(now: number): number {
    return this.waiting.length >= CROWD ? this.#pace.failed : this.delay(true, now)
  }

  get ownMachine(): boolean {
    return this.#pace === OWN
  }

  get idle(): boolean {
    return this.waiting.length === 0 && this.running === 0 && this.held === 0
  }

  #lately(now: number): number {
    return this.#failures * 0.5 ** ((now - this.#failedAt) / HALF_LIFE_MS)
  }
}
