import { Remembered } from '../remembered.js'

const CAPACITY = 4096
const LIFETIME_MS = 24 * 3_600_000

/** From where each account succeeded in the last day. */
export class TrustedAddresses {
  readonly #until = new Remembered<string, number>(CAPACITY)

  add(address: string, name: string): void {
    this.#until.set(`${address} ${name}`, performance.now() + LIFETIME_MS)
  }

  has(address: string, name: string): boolean {
    const until = this.#until.get(`${address} ${name}`)
    return until !== undefined && until >= performance.now()
  }
}
