import { readFileSync } from 'node:fs'
import { createSecureContext, rootCertificates } from 'node:tls'
import { type Dispatcher, EnvHttpProxyAgent } from 'undici'
import { isOwnMachine } from '../download-settings.js'
import { AnnuaireError } from '../errors.js'
import { systemFault } from '../feed/refusal.js'
import { type Headers, header } from './edition.js'
import { DownloadFault, networkFault, statusFault } from './fault.js'

const MOST_REDIRECTS = 5
const CONNECT_MS = 30_000
/** What is read, in vain, of an answer that is no file. */
const UNWANTED_BYTES = 64 * 1024

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Dispatcher.ResponseData['body']
}

/**
 * Connections through the proxy, if there is one. Certificates are always checked, whatever the environment says
 * (NODE_TLS_REJECT_UNAUTHORIZED).
 * @throws AnnuaireError CONFIGURATION_INVALIDE when the certificates to trust cannot be read
 */
export function openConnections(caFile: string | null, proxy: string | null, idleMs: number): Dispatcher {
  const tls = {
    rejectUnauthorized: true,
    ...(caFile !== null && { ca: [...rootCertificates, readCertificates(caFile)] }),
  }
  return new EnvHttpProxyAgent({
    connect: { ...tls, timeout: Math.min(CONNECT_MS, idleMs) },
    requestTls: tls,
    proxyTls: tls,
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
    ...(proxy !== null && { httpProxy: proxy, httpsProxy: proxy }),
  })
}

function readCertificates(path: string): string {
  const setting = 'ANNUAIRE_TELECHARGEMENT_CA'
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new AnnuaireError('CONFIGURATION_INVALIDE', `${setting} = « ${path} » : ${systemFault(error)}.`)
  }
  try {
    createSecureContext({ ca: text })
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  } catch {
    // Told below, as a file without certificate is.
  }
  throw new AnnuaireError('CONFIGURATION_INVALIDE', `${setting} = « ${path} » : ce n’est pas un certificat PEM.`)
}

/**
 * One request, its redirections followed: to https only, or on this machine when it is this machine that was asked.
 * @throws DownloadFault
 */
export async function ask(
  dispatcher: Dispatcher,
  method: 'HEAD' | 'GET',
  address: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Answer> {
  let url = new URL(address)
  for (let redirects = 0; ; redirects++) {
    const answer = await send(dispatcher, method, url, headers, signal)
    const { status } = answer
    const to = header(answer.headers, 'location')
    if (![301, 302, 303, 307, 308].includes(status) || to === null) return answer
    await discard(answer)
    if (redirects === MOST_REDIRECTS) {
      throw DownloadFault.lasting(`plus de ${MOST_REDIRECTS} redirections à la suite`)
    }
    const next = URL.canParse(to, url.href) ? new URL(to, url) : null
    const inClear = next?.protocol === 'http:' && isOwnMachine(next) && url.protocol === 'http:' && isOwnMachine(url)
    if (next === null || (next.protocol !== 'https:' && !inClear)) {
      throw DownloadFault.lasting('le serveur renvoie vers une adresse qui n’est pas en https')
    }
    url = next
  }
}

async function send(
  dispatcher: Dispatcher,
  method: 'HEAD' | 'GET',
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const {
      statusCode,
      headers: received,
      body,
    } = await dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method,
      headers: { ...headers, 'accept-encoding': 'identity', 'user-agent': 'annuaire' },
      signal,
    })
    // A fault that comes when nobody reads any more is nobody's.
    body.on('error', () => undefined)
    return { status: statusCode, headers: received, body }
  } catch (error) {
    throw networkFault(error)
  }
}

/** The fault that an answer is which is not the file. */
export async function unwanted(answer: Answer): Promise<DownloadFault> {
  await discard(answer)
  return statusFault(answer.status, header(answer.headers, 'retry-after'), Date.now())
}

/** Lets go of what an answer holds. */
export async function discard({ body }: Answer): Promise<void> {
  await body.dump({ limit: UNWANTED_BYTES }).catch(() => undefined)
}
