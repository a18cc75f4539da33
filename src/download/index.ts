import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { DownloadConfig } from '../download-settings.js'
import { takeLock } from '../ingest/lock.js'
import type { Log } from '../log.js'
import { openConnections } from './connection.js'
import { downloadFile } from './download-file.js'
import { DownloadFault } from './fault.js'
import { DownloadState } from './state.js'

/** What became of one address. */
export interface DownloadOutcome {
  readonly adresse: string
  readonly etat: 'nouveau' | 'identique' | 'inchangé' | 'échec'
  /** Path of the file in the folder, the one of before after a failure; null when there is none. */
  readonly fichier: string | null
  readonly octets: number
  readonly sha256: string | null
  /** Why it failed, in French: the end of a sentence. */
  readonly raison: string | null
}

export interface DownloadOptions {
  readonly config: DownloadConfig
  /** Where the files go; made when it is missing. */
  readonly folder: string
  /** What is done, in French, with the bytes of the file so far and in all (0 when unknown). */
  readonly progress: (step: string, file: string | null, done: number, total: number) => void
  readonly log: Log
}

/**
 * Brings the national files up to date in a folder: what did not change is not asked for, what was broken off goes on.
 * One address after the other; one that fails keeps none of the others back.
 * @throws AnnuaireError ALIMENTATION_REFUSEE when another download fills the same folder, CONFIGURATION_INVALIDE
 */
export async function downloadAll({ config, folder, progress, log }: DownloadOptions): Promise<DownloadOutcome[]> {
  mkdirSync(folder, { recursive: true })
  const unlock = takeLock(
    join(folder, '.telechargements.verrou'),
    `Un autre téléchargement est en cours dans ${folder}.`,
  )
  const dispatcher = openConnections(config.caFile, config.proxy, config.idleMs)
  try {
    const state = new DownloadState(folder)
    const outcomes: DownloadOutcome[] = []
    for (const adresse of config.addresses) {
      const started = performance.now()
      const outcome = await download(adresse, { dispatcher, folder, state, config, progress })
      const line = { adresse: withoutQuery(adresse), etat: outcome.etat, octets: outcome.octets }
      const ms = Math.round(performance.now() - started)
      if (outcome.etat === 'échec') log.warn({ evenement: 'telechargement.echec', ...line, raison: outcome.raison, ms })
      else log.info({ evenement: 'telechargement.fait', ...line, sha256: outcome.sha256, ms })
      outcomes.push(outcome)
    }
    return outcomes
  } finally {
    await dispatcher.destroy()
    unlock()
  }
}

async function download(adresse: string, options: Parameters<typeof downloadFile>[1]): Promise<DownloadOutcome> {
  const path = (name: string) => resolve(options.folder, name)
  try {
    const { file, is } = await downloadFile(adresse, options)
    const { nom, octets, sha256 } = file
    return { adresse, etat: is, fichier: path(nom), octets, sha256, raison: null }
  } catch (error) {
    if (!(error instanceof DownloadFault)) throw error
    const kept = options.state.of(adresse).complet
    const fichier = kept === null ? null : path(kept.nom)
    return { adresse, etat: 'échec', fichier, octets: 0, sha256: null, raison: error.message }
  }
}

/** A query may hold a key. */
function withoutQuery(address: string): string {
  return address.split('?')[0]!
}
