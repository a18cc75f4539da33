import { addressKey, isOwnMachine } from './address.js'
import type { Client } from './authenticator.js'
import { Lane, OWN, REMOTE } from './lane.js'
import { TrustedAddresses } from './trusted-addresses.js'

/** Addresses remembered. */
const CAPACITY = 10_000
/** Of the oldest ones, those looked at for one that is free to go. */
const LOOKED_AT = 100

/** The lanes of all addresses: a bounded number, those used last. */
export class Lanes {
  // A Map keeps the order of insertion: the first lane is the one used longest ago.
  readonly #lanes = new Map<string, Lane>()
  readonly #trusted = new TrustedAddresses()

  /**
   * The lane of an account from an address: its own where it succeeded lately, as long as nobody guesses there; that of
   * the address otherwise.
   */
  of({ remoteAddress }: Client, name: string): Lane {
    const address = addressKey(remoteAddress)
    if (this.#trusted.has(address, name)) {
      const own = this.#lane(`${address} ${name}`, true, address)
      if (!own.slowed(performance.now())) return own
    }
    return this.#lane(address, false, address)
  }

  /** Counts a failure against the address, and against the lane that it came by. */
  failed({ remoteAddress }: Client, lane: Lane): void {
    const now = performance.now()
    const address = addressKey(remoteAddress)
    this.#lane(address, false, address).fail(now)
    if (lane.trusted) lane.fail(now)
  }

  succeeded({ remoteAddress }: Client, name: string): void {
    this.#trusted.add(addressKey(remoteAddress), name)
  }

  #lane(key: string, trusted: boolean, address: string): Lane {
    const lane = this.#lanes.get(key) ?? new Lane(trusted, isOwnMachine(address) ? OWN : REMOTE)
    this.#lanes.delete(key)
    this.#lanes.set(key, lane)
    if (this.#lanes.size > CAPACITY) this.#forget()
    return lane
  }

  #forget(): void {
    const now = performance.now()
    const oldest = [...this.#lanes].slice(0, LOOKED_AT)
    const [key] = oldest.find(([, lane]) => lane.idle && !lane.slowed(now)) ?? oldest.find(([, { idle }]) => idle) ?? []
    if (key !== undefined) this.#lanes.delete(key)
  }
}
