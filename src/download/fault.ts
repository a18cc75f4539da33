import { count } from '../report/wording.js'

/** Why one try to download failed, in French, and whether another one may succeed. */
export class DownloadFault extends Error {
  /** Milliseconds that the server asks to wait; null when it does not say; none when another try would be in vain. */
  readonly again: { readonly afterMs: number | null } | null
  /** Whether what came is not the file at all: nothing of it can be gone on with. */
  readonly spoils: boolean

  private constructor(message: string, again: DownloadFault['again'], cause?: unknown, spoils = false) {
    super(message, { cause })
    this.again = again
    this.spoils = spoils
  }

  static lasting(message: string, cause?: unknown): DownloadFault {
    return new DownloadFault(message, null, cause)
  }

  static ofContent(message: string): DownloadFault {
    return new DownloadFault(message, null, undefined, true)
  }

  static passing(message: string, afterMs: number | null = null, cause?: unknown): DownloadFault {
    return new DownloadFault(message, { afterMs }, cause)
  }
}

/** Of the chain or the name of a certificate: trying again changes nothing. */
const CERTIFICATE =
  /^(?:UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|CERT_|CRL_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME_MISMATCH|ERR_TLS_CERT|ERR_SSL)/

const NETWORK: Readonly<Record<string, string>> = {
  ENOTFOUND: 'le nom du serveur est inconnu',
  EAI_AGAIN: 'le nom du serveur ne peut pas être résolu en ce moment',
  ECONNREFUSED: 'le serveur refuse la connexion',
  ECONNRESET: 'le serveur a coupé la connexion',
  EPIPE: 'le serveur a coupé la connexion',
  EHOSTUNREACH: 'le serveur ne peut pas être atteint',
  ENETUNREACH: 'le réseau ne peut pas être atteint',
  ETIMEDOUT: 'le serveur ne répond pas',
  UND_ERR_CONNECT_TIMEOUT: 'le serveur ne répond pas',
  UND_ERR_HEADERS_TIMEOUT: 'le serveur accepte la connexion et ne répond pas',
  UND_ERR_BODY_TIMEOUT: 'le serveur n’envoie plus rien',
  UND_ERR_SOCKET: 'le serveur a coupé la connexion',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'le serveur n’a pas envoyé la longueur annoncée',
}

/** What a request met on its way, as a fault. @param error of the network library */
export function networkFault(error: unknown): DownloadFault {
  if (error instanceof DownloadFault) return error
  const { name, code = '', message } = error as NodeJS.ErrnoException
  // The library tells what a proxy answers by its message alone, in the name of an abort.
  const ofProxy = /^Proxy (?:response \((\d{3})\)|Authentication Required \((\d{3})\))/.exec(message)
  if (ofProxy !== null) return proxyFault(Number(ofProxy[1] ?? ofProxy[2]), error)
  if (name === 'TimeoutError' || name === 'AbortError') {
    return DownloadFault.lasting('le délai total est dépassé (ANNUAIRE_TELECHARGEMENT_DELAI)', error)
  }
  if (CERTIFICATE.test(code)) {
    const what =
      code === 'CERT_HAS_EXPIRED' ? 'le certificat du serveur a expiré' : 'le certificat du serveur n’est pas reconnu'
    return DownloadFault.lasting(
      `${what} (${code}) : donnez le certificat de son autorité dans ANNUAIRE_TELECHARGEMENT_CA`,
      error,
    )
  }
  const sentence = NETWORK[code] ?? (/^HPE_/.test(code) ? 'la réponse du serveur est mal formée' : null)
  return DownloadFault.passing(sentence ?? `la connexion a échoué (${code || name})`, null, error)
}

function proxyFault(status: number, cause: unknown): DownloadFault {
  if (status !== 407) return DownloadFault.passing(`le relais répond ${status}`, null, cause)
  return DownloadFault.lasting('le relais demande un mot de passe : http://nom:motdepasse@relais:port', cause)
}

/** What an answer that is not the file means. @param retryAfter its header Retry-After */
export function statusFault(status: number, retryAfter: string | null, now: number): DownloadFault {
  const afterMs = retryAfterMs(retryAfter, now)
  if (status === 429) return DownloadFault.passing('le serveur demande d’attendre (429)', afterMs)
  if (status === 408 || status === 425 || status >= 500) {
    return DownloadFault.passing(`le serveur répond ${status}`, afterMs)
  }
  const why = status === 404 || status === 410 ? ' : ce fichier n’est pas, ou plus, à cette adresse' : ''
  return DownloadFault.lasting(`le serveur répond ${status}${why}`)
}

/** Milliseconds of a Retry-After (RFC 9110 §10.2.3), in seconds or as a date; null when it is neither. */
function retryAfterMs(text: string | null, now: number): number | null {
  if (text === null) return null
  if (/^\d{1,9}$/.test(text.trim())) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

export function tooLarge(bytes: number, most: number): DownloadFault {
  const mebibytes = (size: number) => count(Math.ceil(size / 1024 / 1024))
  return DownloadFault.ofContent(
    `le fichier fait ${mebibytes(bytes)} Mio, pour ${mebibytes(most)} au plus (ANNUAIRE_TELECHARGEMENT_MAX)`,
  )
}
