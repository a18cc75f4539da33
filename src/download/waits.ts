import { setTimeout } from 'node:timers/promises'
import { DownloadFault, networkFault } from './fault.js'

/** Tries of one file without a byte more than the best of those before. */
const TRIES = 6

/** When to try again: waits that double, or those that the server asks for, as long as the time lasts. */
export class Waits {
  #failed = 0
  readonly #firstMs: number
  readonly #until: number
  readonly #signal: AbortSignal
  readonly #told: (seconds: number) => void

  /** @param until moment (performance.now) at which all ends @param told is called before each wait */
  constructor(firstMs: number, until: number, signal: AbortSignal, told: (seconds: number) => void) {
    this.#firstMs = firstMs
    this.#until = until
    this.#signal = signal
    this.#told = told
  }

  /** The last try brought something: the next waits are short again. */
  progressed(): void {
    this.#failed = 0
  }

  /** Waits after a try that failed. @throws the fault, when no other try is worth it */
  async after(fault: DownloadFault): Promise<void> {
    if (fault.again === null) throw fault
    this.#failed++
    if (this.#failed >= TRIES) throw fault
    const asked = fault.again.afterMs
    const wait = Math.max(asked ?? 0, this.#firstMs * 2 ** (this.#failed - 1))
    if (performance.now() + wait > this.#until) {
      const seconds = Math.ceil(wait / 1000)
      throw DownloadFault.lasting(
        `${fault.message} ; attendre encore ${seconds} s dépasserait le délai total (ANNUAIRE_TELECHARGEMENT_DELAI)`,
        fault,
      )
    }
    if (wait === 0) return
    this.#told(Math.ceil(wait / 1000))
    await setTimeout(wait, undefined, { signal: this.#signal }).catch((error: unknown) => {
      throw networkFault(error)
    })
  }
}
