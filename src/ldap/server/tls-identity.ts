import { readFileSync, statSync } from 'node:fs'
import type { Socket } from 'node:net'
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls'
import type { TlsFiles } from '../../config.js'
import { AnnuaireError } from '../../errors.js'
import { MESSAGE_TIMEOUT_MS } from './limits.js'

/** The certificate of the server, read again when its files change: renewing it asks for no restart. */
export class TlsIdentity {
  readonly #files: TlsFiles
  #stamp: string
  #context: SecureContext

  /** @throws AnnuaireError CONFIGURATION_INVALIDE when the files cannot be read or do not go together */
  constructor(files: TlsFiles) {
    this.#files = files
    try {
      this.#stamp = this.#readStamp()
      this.#context = this.#readContext()
    } catch (error) {
      throw new AnnuaireError(
        'CONFIGURATION_INVALIDE',
        `Le certificat ${files.certificate} ou sa clé ${files.key} est inutilisable : ${(error as Error).message}.`,
        [],
        { cause: error },
      )
    }
  }

  /**
   * Reads the files again when they changed. A renewal that is half written, or wrong, leaves the former certificate in
   * place.
   * @returns what is wrong with the new files, null when nothing is
   */
  refresh(): string | null {
    try {
      const stamp = this.#readStamp()
      if (stamp === this.#stamp) return null
      this.#context = this.#readContext()
      this.#stamp = stamp
      return null
    } catch (error) {
      return (error as Error).message
    }
  }

  /** Speaks TLS on a connection; `ready` is given the protected one once both sides agree. */
  secure(raw: Socket, ready: (socket: Socket) => void): void {
    raw.setNoDelay(true)
    const socket = new TLSSocket(raw, { isServer: true, secureContext: this.#context })
    const patience = setTimeout(() => raw.destroy(), MESSAGE_TIMEOUT_MS)
    const failed = (): void => {
      raw.destroy()
    }
    raw.on('error', failed)
    socket.on('error', failed)
    socket.on('close', () => clearTimeout(patience))
    socket.once('secure', () => {
      clearTimeout(patience)
      ready(socket)
    })
  }

  #readContext(): SecureContext {
    return createSecureContext({
      cert: readFileSync(this.#files.certificate),
      key: readFileSync(this.#files.key),
      minVersion: 'TLSv1.2',
    })
  }

  #readStamp(): string {
    return [this.#files.certificate, this.#files.key].map((path) => statSync(path).mtimeMs).join(' ')
  }
}
