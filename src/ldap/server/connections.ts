import { STRONGER_AUTH_REQUIRED } from '../result/result-code.js'
import type { Connection } from './connection.js'
import { HELD_BYTES } from './limits.js'
import type { Services } from './services.js'

/** All connections of a server, looked at together. */
export class Connections {
  readonly #all = new Set<Connection>()
  readonly #services: Services

  constructor(services: Services) {
    this.#services = services
  }

  get size(): number {
    return this.#all.size
  }

  add(connection: Connection): void {
    this.#all.add(connection)
  }

  delete(connection: Connection): void {
    this.#all.delete(connection)
  }

  disconnectAll(code: number, message: string): void {
    for (const connection of this.#all) connection.disconnect(code, message)
  }

  /** Ends sessions that may not go on, or hold a place without using it. */
  sweep(): void {
    const now = performance.now()
    const stamps = new Map<string, string | null>()
    let held = 0
    for (const connection of this.#all) {
      const { account, stamp } = connection.bound
      if (account !== null) {
        if (!stamps.has(account)) stamps.set(account, this.#services.authenticator.stamp(account))
        if (stamps.get(account) !== stamp) this.#revoke(connection, account)
      }
      connection.sweep(now)
      held += connection.held
    }
    if (held > HELD_BYTES) this.#relieve(held)
  }

  /**
   * RFC 4511 §4.4.1, strongerAuthRequired: what the session rested on holds no more. A session that went on as an anonymous
   * one would find less and say nothing.
   */
  #revoke(connection: Connection, account: string): void {
    this.#services.log.warn({ evenement: 'ldap.session-revoquee', compte: account })
    connection.disconnect(STRONGER_AUTH_REQUIRED, 'Le compte a été retiré ou modifié : identifiez-vous de nouveau.')
  }

  /** Closes those that have read nothing for the longest time, then those that hold the most. */
  #relieve(held: number): void {
    const laziest = [...this.#all].sort(
      (one, other) =>
        (one.blockedSince ?? Number.POSITIVE_INFINITY) - (other.blockedSince ?? Number.POSITIVE_INFINITY) ||
        other.held - one.held,
    )
    let left = held
    for (const connection of laziest) {
      if (left <= HELD_BYTES / 2) return
      left -= connection.held
      this.#services.activity.refused('memoire')
      connection.destroy()
    }
  }
}
