import type { Socket } from 'node:net'

/** A proxy or a program of the machine itself speaks for many clients. */
const OWN = /^(?:::ffff:)?127\.0\.0\.1$|^::1$/

/** Counts the connections of each address, so that no machine takes the places of all the others. */
export class Addresses {
  readonly #most: number
  readonly #counts = new Map<string, number>()

  /** @param most connections of one address at a time */
  constructor(most: number) {
    this.#most = most
  }

  /** @returns whether the connection may stay; it is counted until it closes */
  admit(socket: Socket): boolean {
    const address = socket.remoteAddress
    if (address === undefined || OWN.test(address)) return true
    const count = (this.#counts.get(address) ?? 0) + 1
    if (count > this.#most) return false
    this.#counts.set(address, count)
    socket.once('close', () => this.#leave(address))
    return true
  }

  #leave(address: string): void {
    const count = this.#counts.get(address)! - 1
    if (count === 0) this.#counts.delete(address)
    else this.#counts.set(address, count)
  }
}
