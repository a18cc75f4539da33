import { createHash } from 'node:crypto'
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Dispatcher } from 'undici'
import type { DownloadConfig } from '../download-settings.js'
import { flushFolder } from '../store/generations.js'
import { ask, discard, unwanted } from './connection.js'
import { checkWhole, kindOf, sha256Of } from './content.js'
import { type Edition, editionOf, isSameEdition } from './edition.js'
import { DownloadFault } from './fault.js'
import type { DownloadState, Kept } from './state.js'
import { type Part, sizeOf, transfer } from './transfer.js'
import { Waits } from './waits.js'

export interface Downloading {
  readonly dispatcher: Dispatcher
  readonly folder: string
  readonly state: DownloadState
  readonly config: DownloadConfig
  readonly progress: (step: string, file: string | null, done: number, total: number) => void
}

export interface Downloaded {
  readonly file: Kept
  /** Whether it has another content than the one before; « inchangé » was not even asked for. */
  readonly is: 'nouveau' | 'identique' | 'inchangé'
}

/** HEAD is not known to every server: the file is asked for without. */
const NO_HEAD: ReadonlySet<number> = new Set([400, 403, 404, 405, 501])

/**
 * Brings one file up to date in the folder.
 * @throws DownloadFault; the file of before stays, and what came of the new one is gone on with next time
 */
export async function downloadFile(address: string, options: Downloading): Promise<Downloaded> {
  const { dispatcher, folder, state, config } = options
  const until = performance.now() + config.totalMs
  const signal = AbortSignal.timeout(config.totalMs)
  const label = lastSegment(address)
  const waits = new Waits(config.firstWaitMs, until, signal, (seconds) =>
    options.progress(`attente de ${seconds} s avant un nouvel essai`, null, 0, 0),
  )
  options.progress('téléchargement', label, 0, 0)
  const head = await headOf(address, dispatcher, signal, waits)
  const before = state.of(address).complet
  if (before !== null && head !== null && (await isThere(before, head, folder))) return { file: before, is: 'inchangé' }
  const part = partOf(address, options)
  if (part.edition !== null && head !== null && !isSameEdition(part.edition, head)) forget(part)
  let furthest = sizeOf(part.path)
  for (;;) {
    try {
      await transfer(part, {
        dispatcher,
        address,
        mostBytes: config.mostBytes,
        signal,
        progress: (done, total) => options.progress('téléchargement', label, done, total),
      })
      options.progress('vérification', label, 0, 0)
      await checkWhole(address, part.path).catch((error: unknown) => {
        forget(part)
        throw error
      })
      break
    } catch (error) {
      if (!(error instanceof DownloadFault)) throw error
      const reached = sizeOf(part.path)
      if (reached > furthest) waits.progressed()
      furthest = Math.max(furthest, reached)
      await waits.after(error)
    }
  }
  return finish(address, part, before, options)
}

/** What the server says of the file; null when it does not answer to HEAD. */
async function headOf(
  address: string,
  dispatcher: Dispatcher,
  signal: AbortSignal,
  waits: Waits,
): Promise<Edition | null> {
  for (;;) {
    try {
      const answer = await ask(dispatcher, 'HEAD', address, {}, signal)
      if (answer.status === 200) {
        await discard(answer)
        return editionOf(answer.headers)
      }
      if (NO_HEAD.has(answer.status)) {
        await discard(answer)
        return null
      }
      throw await unwanted(answer)
    } catch (error) {
      if (!(error instanceof DownloadFault)) throw error
      await waits.after(error)
    }
  }
}

/** Whether the file is the one that the server has, and lies in the folder as it came. */
async function isThere(kept: Kept, head: Edition, folder: string): Promise<boolean> {
  if (!isSameEdition(kept.edition, head) || (head.bytes !== null && head.bytes !== kept.octets)) return false
  const path = join(folder, kept.nom)
  return sizeOf(path) === kept.octets && (await sha256Of(path)) === kept.sha256
}

async function finish(
  address: string,
  part: Part,
  before: Kept | null,
  { folder, state }: Downloading,
): Promise<Downloaded> {
  const edition = part.edition!
  const file: Kept = {
    nom: nameFor(address, edition, state),
    octets: sizeOf(part.path),
    sha256: await sha256Of(part.path),
    recuLe: new Date().toISOString(),
    edition,
  }
  renameSync(part.path, join(folder, file.nom))
  flushFolder(folder)
  state.set(address, { complet: file, partiel: null })
  // The folder holds one edition of each: an import would leave the older one aside.
  if (before !== null && before.nom !== file.nom) rmSync(join(folder, before.nom), { force: true })
  return { file, is: before?.sha256 === file.sha256 ? 'identique' : 'nouveau' }
}

function partOf(address: string, { folder, state }: Downloading): Part {
  const name = `${lastSegment(address)}.${createHash('sha256').update(address).digest('hex').slice(0, 8)}.part`
  return {
    path: join(folder, name),
    edition: state.of(address).partiel,
    keep(edition) {
      this.edition = edition
      state.set(address, { partiel: edition })
    },
  }
}

function forget(part: Part): void {
  rmSync(part.path, { force: true })
  if (part.edition !== null) part.keep(null)
}

/** The name that the server gives when it is a plain one of the right kind, else the end of the address. */
function nameFor(address: string, { name }: Edition, state: DownloadState): string {
  const kind = kindOf(address)
  const plain = name !== null && /^[\w()-][\w .()-]{0,150}$/.test(name) && name.toLowerCase().endsWith(`.${kind}`)
  const segment = lastSegment(address)
  const own = segment.toLowerCase().endsWith(`.${kind}`) ? segment : `${segment}.${kind}`
  const wanted = plain ? name : own
  const owner = state.ownerOf(wanted)
  if (owner === null || owner === address) return wanted
  return `${wanted.slice(0, -kind.length - 1)}-${createHash('sha256').update(address).digest('hex').slice(0, 8)}.${kind}`
}

function lastSegment(address: string): string {
  const last =
    new URL(address).pathname
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? 'fichier'
  return last
    .replace(/[^\w.-]/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 80)
}
