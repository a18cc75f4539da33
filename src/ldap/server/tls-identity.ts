import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { Socket } from 'node:net'
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls'
import type { TlsFiles } from '../../config.js'
import { AnnuaireError } from '../../errors.js'
import { type Log, stackOf } from '../../log.js'
import { MESSAGE_TIMEOUT_MS } from './limits.js'

/** The certificate of the server, read again when its files change: renewing it asks for no restart. */
export class TlsIdentity {
  readonly #files: TlsFiles
  #stamp: string
  #context: SecureContext
  #fault: string | null = null

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
   * place; each fault is logged once.
   */
  refresh(log: Log): void {
    try {
      const stamp = this.#readStamp()
      if (stamp === this.#stamp) return
      this.#context = this.#readContext()
      this.#stamp = stamp
      this.#fault = null
      log.info({ evenement: 'tls.renouvele', expire: expiryOf(readFileSync(this.#files.certificate)) })
    } catch (error) {
      const fault = (error as Error).message
      if (fault !== this.#fault) log.error({ evenement: 'tls.erreur', erreur: stackOf(error) })
      this.#fault = fault
    }
  }

  /** Speaks TLS on a connection; `ready` is given the protected one once both sides agree, `refused` is called otherwise. */
  secure(raw: Socket, ready: (socket: Socket) => void, refused: () => void): void {
    raw.setNoDelay(true)
    const socket = new TLSSocket(raw, { isServer: true, secureContext: this.#context })
    const patience = setTimeout(() => raw.destroy(), MESSAGE_TIMEOUT_MS)
    let agreed = false
    const failed = (): void => {
      raw.destroy()
    }
    raw.on('error', failed)
    socket.on('error', failed)
    raw.once('close', () => {
      clearTimeout(patience)
      if (!agreed) refused()
    })
    socket.once('secure', () => {
      agreed = true
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

function expiryOf(certificate: Buffer): string {
  return new Date(new X509Certificate(certificate).validTo).toISOString()
}
