import { foldAddress } from '../values/index.js'
import { stampOf } from './file-stamp.js'
import { HiddenRegister, hexOf, registerPath } from './hidden-register.js'

/** The register as those ask it who only want to know whether an address is hidden; it is read again when it changes. */
export class RegisteredAddresses {
  readonly #dataDir: string
  #stamp = ''
  #register: HiddenRegister | null = null
  #hidden: ReadonlySet<string> = new Set()

  constructor(dataDir: string) {
    this.#dataDir = dataDir
  }

  /** @throws AnnuaireError INDISPONIBLE when the register cannot be read: nothing may then be shown */
  has(address: string): boolean {
    this.#follow()
    if (this.#register === null || this.#hidden.size === 0) return false
    return this.#hidden.has(hexOf(this.#register.fingerprint(foldAddress(address))))
  }

  #follow(): void {
    const stamp = stampOf(registerPath(this.#dataDir))
    if (stamp === this.#stamp) return
    this.#register?.close()
    this.#register = HiddenRegister.open(this.#dataDir, { create: false })
    this.#hidden = this.#register?.hidden() ?? new Set()
    this.#stamp = stamp
  }
}
