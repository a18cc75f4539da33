import { mkdirSync } from 'node:fs'
import { AnnuaireError } from '../errors.js'
import { takeLock } from '../ingest/lock.js'
import type { Log } from '../log.js'
import { NATIONAL } from '../values/index.js'
import { type Importing, importDeposits } from './import-deposits.js'
import { takeDeposits } from './intake.js'
import { Ledger, type Outcome } from './ledger.js'
import { placesOf } from './places.js'
import { removeUnfinished } from './receipts.js'
import { recordRuns } from './run-state.js'

export interface Collecting extends Pick<Importing, 'config' | 'resume' | 'runImport'> {
  /** Sources whose deposits are taken, « national » among them; all when null. */
  readonly sources: readonly string[] | null
  readonly log: Log
}

/**
 * Takes what was deposited, imports it with the current files of the other sources, and puts each deposit where it belongs.
 * One run at a time. Killed at any moment it loses nothing, and the next run publishes nothing that is published already.
 * @throws AnnuaireError when another run is going on, or the folder of the deposits cannot be read
 */
export async function collect({ config, sources, resume, runImport, log }: Collecting): Promise<readonly Outcome[]> {
  const places = placesOf(config.dataDir)
  mkdirSync(places.root, { recursive: true })
  const unlock = takeLock(places.lock, 'Une autre relève des dépôts est en cours.')
  try {
    const started = new Date()
    const ledger = new Ledger(places, config.deposit.kept, log)
    const isWanted = (source: string): boolean => sources === null || sources.includes(source)
    const record = (): void => recordRuns(places, sources ?? [NATIONAL, ...config.sources], started)
    try {
      removeUnfinished(places)
      await takeDeposits(config, places, isWanted, ledger)
      await importDeposits({ config, places, ledger, isWanted, resume, runImport })
    } catch (error) {
      // What only somebody can mend is not tried again before the next day.
      if (error instanceof AnnuaireError) record()
      throw error
    }
    record()
    return ledger.outcomes
  } finally {
    unlock()
  }
}
