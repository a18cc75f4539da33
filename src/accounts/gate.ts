import { AnnuaireError } from '../errors.js'
import type { Client } from './authenticator.js'
import { HeldAnswers } from './held-answers.js'
import type { Lane, Waiter } from './lane.js'
import { Lanes } from './lanes.js'

/** Hashes at the same time: each holds 16 MiB, and a thread of the pool that files are read with too. */
const AT_ONCE = 2
/** Checks that wait, in all and of one lane. */
const WAITING = 512
const WAITING_OF_LANE = 64
const LONGEST_WAIT_MS = 30_000

/** Who comes first. */
const TRUSTED = 0
const UNKNOWN = 1
const OF_SLOWED_ADDRESS = 2
const FAILED = 3

interface Choice {
  readonly lane: Lane
  readonly waiter: Waiter
  readonly rank: number
}

/**
 * Lets a few password checks run and a bounded number wait. Whoever fails is slowed, by its address, and nobody else:
 *
 * - first come accounts from where they succeeded lately, then addresses without failures, then connections that did
 *   not fail from an address that did, at last connections that failed; these two one at a time, so that a place is left
 *   for others (the machine itself, where culprits and others may come through one proxy, has both for the former);
 * - the delay between two checks of an address grows with its failures: to little for its fresh connections, who may
 *   be people behind the same router or proxy as a culprit, and to much for those that failed;
 * - of one address the newest comes first: a crowd that waits there cannot bury who arrives.
 */
export class Gate {
  readonly #lanes = new Lanes()
  readonly #held = new HeldAnswers()
  /** Lanes where somebody waits. */
  readonly #crowded = new Set<Lane>()
  readonly #failedClients = new WeakSet<Client>()
  #running = 0
  #runningConfined = 0
  #waiting = 0
  #wake: NodeJS.Timeout | undefined
  #wakeAt = Number.POSITIVE_INFINITY
  #closed = false

  /**
   * Checks a password in its turn.
   * @throws AnnuaireError INDISPONIBLE when too many wait, or the client has left
   */
  async check(client: Client, name: string, verify: () => Promise<boolean>): Promise<boolean> {
    const lane = this.#lanes.of(client, name)
    const failed = this.#failedClients.has(client)
    const rank = await this.#turn(lane, client, failed).catch(async (error: unknown) => {
      // Told at once, a crowd would be back at once, before those who arrive.
      if (lane.slowed(performance.now())) await this.#slow(lane, client)
      throw error
    })
    try {
      return await verify()
    } finally {
      lane.running -= 1
      this.#running -= 1
      if (confined(lane, rank)) this.#runningConfined -= 1
      this.#advance()
    }
  }

  succeeded(client: Client, name: string): void {
    if (!this.#lanes.of(client, name).slowed(performance.now())) this.#failedClients.delete(client)
    this.#lanes.succeeded(client, name)
  }

  /**
   * Counts a failure, and settles when it may be answered.
   * @throws AnnuaireError INDISPONIBLE when too many wait for that already
   */
  async failed(client: Client, name: string): Promise<void> {
    const lane = this.#lanes.of(client, name)
    this.#lanes.failed(client, lane)
    await this.#slow(lane, client)
  }

  async #slow(lane: Lane, client: Client): Promise<void> {
    this.#failedClients.add(client)
    const now = performance.now()
    if (!this.#closed) await this.#held.hold(lane, lane.apart(now), now)
  }

  /** Ends every wait: the server stops. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#wake)
    this.#held.releaseAll()
    for (const lane of [...this.#crowded]) for (const waiter of [...lane.waiting]) this.#refuse(lane, waiter)
  }

  /** @returns the rank that the check was started with */
  #turn(lane: Lane, client: Client, failed: boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      const refuse = (): void => {
        clearTimeout(timer)
        reject(new AnnuaireError('INDISPONIBLE', 'Trop de demandes d’authentification en même temps : réessayez.'))
      }
      const start = (rank: number): void => {
        clearTimeout(timer)
        resolve(rank)
      }
      const waiter: Waiter = { client, failed, start, refuse }
      const timer = setTimeout(() => this.#refuse(lane, waiter), LONGEST_WAIT_MS).unref()
      lane.waiting.push(waiter)
      this.#crowded.add(lane)
      this.#waiting += 1
      if (this.#closed) this.#refuse(lane, waiter)
      else if (lane.waiting.length > WAITING_OF_LANE) this.#refuseOldest(lane)
      else if (this.#waiting > WAITING) this.#refuseOldest(this.#mostCrowded())
      this.#arrived(lane, failed)
    })
  }

  /** Those that waited before could not start, and still cannot: a flood of arrivals must not have them all looked at. */
  #arrived(lane: Lane, failed: boolean): void {
    const now = performance.now()
    if (this.#running === AT_ONCE || (this.#runningConfined > 0 && confined(lane, rankOf(lane, failed, now)))) return
    const at = lane.startedAt + lane.delay(failed, now)
    if (at <= now) this.#advance()
    else if (at < this.#wakeAt) this.#wakeBy(at, now)
  }

  #wakeBy(at: number, now: number): void {
    clearTimeout(this.#wake)
    this.#wakeAt = at
    if (at < Number.POSITIVE_INFINITY) this.#wake = setTimeout(() => this.#advance(), Math.ceil(at - now)).unref()
  }

  #mostCrowded(): Lane {
    return [...this.#crowded].reduce((one, other) => (other.waiting.length > one.waiting.length ? other : one))
  }

  #refuseOldest(lane: Lane): void {
    const waiter = lane.waiting.find(({ failed }) => failed) ?? lane.waiting[0]
    if (waiter !== undefined) this.#refuse(lane, waiter)
  }

  #refuse(lane: Lane, waiter: Waiter): void {
    if (this.#take(lane, waiter)) waiter.refuse()
  }

  #take(lane: Lane, waiter: Waiter): boolean {
    const at = lane.waiting.indexOf(waiter)
    if (at === -1) return false
    lane.waiting.splice(at, 1)
    this.#waiting -= 1
    if (lane.waiting.length === 0) this.#crowded.delete(lane)
    return true
  }

  #advance(): void {
    while (this.#running < AT_ONCE) {
      const now = performance.now()
      const { choice, nextAt } = this.#choose(now)
      if (choice === null) {
        this.#wakeBy(nextAt, now)
        return
      }
      const { lane, waiter, rank } = choice
      this.#take(lane, waiter)
      lane.startedAt = now
      lane.running += 1
      this.#running += 1
      if (confined(lane, rank)) this.#runningConfined += 1
      waiter.start(rank)
    }
  }

  /** The check to start now, or the time at which one may start. */
  #choose(now: number): { readonly choice: Choice | null; readonly nextAt: number } {
    let choice: Choice | null = null
    let nextAt = Number.POSITIVE_INFINITY
    for (const lane of [...this.#crowded]) {
      for (const gone of lane.waiting.filter(({ client }) => client.destroyed)) this.#refuse(lane, gone)
      const fresh = lane.waiting.findLast(({ failed }) => !failed)
      for (const waiter of [fresh, lane.waiting.findLast(({ failed }) => failed)]) {
        if (waiter === undefined) continue
        const rank = rankOf(lane, waiter.failed, now)
        if (this.#runningConfined > 0 && confined(lane, rank)) continue
        const at = lane.startedAt + lane.delay(waiter.failed, now)
        if (at > now) nextAt = Math.min(nextAt, at)
        else {
          const found = { lane, waiter, rank }
          if (choice === null || comesBefore(found, choice)) choice = found
        }
      }
    }
    return { choice, nextAt }
  }
}

function rankOf(lane: Lane, failed: boolean, now: number): number {
  if (failed) return FAILED
  if (lane.trusted) return TRUSTED
  return lane.slowed(now) ? OF_SLOWED_ADDRESS : UNKNOWN
}

/** Whether a check shares one place with all others that are slowed. */
function confined(lane: Lane, rank: number): boolean {
  return rank === FAILED || (rank === OF_SLOWED_ADDRESS && !lane.ownMachine)
}

/** Lanes of the same rank take turns. */
function comesBefore(one: Choice, other: Choice): boolean {
  return one.rank < other.rank || (one.rank === other.rank && one.lane.startedAt < other.lane.startedAt)
}
