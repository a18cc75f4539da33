import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { DownloadState } from '../download/state.js'
import type { DownloadConfig } from '../download-settings.js'
import { NATIONAL } from '../values/index.js'
import type { Places } from './places.js'
import { filesIn, type Receipt, receipts } from './receipts.js'
import { takeOwn } from './take.js'

/**
 * Takes the files that `annuaire telecharger` has brought since: they count as deposits of the national source, and stay in
 * their own folder, which tells the next download what there is.
 */
export function takeDownloaded(places: Places, dataDir: string, config: DownloadConfig, now: Date): Receipt[] {
  const folder = join(dataDir, 'telechargements')
  const state = new DownloadState(folder)
  const known = [
    ...filesIn(join(places.current, NATIONAL)),
    ...filesIn(join(places.refused, NATIONAL)),
    ...receipts(places).filter(({ source }) => source === NATIONAL),
  ].map(({ path }) => identityOf(path))
  return config.addresses.flatMap((address) => {
    const name = state.of(address).complet?.nom
    const path = name === undefined ? '' : join(folder, name)
    const identity = name === undefined ? null : identityOf(path)
    if (name === undefined || identity === null || known.includes(identity)) return []
    return [takeOwn(places, NATIONAL, { name, path }, now)]
  })
}

/** A copy has the size and the date of its original. Null when there is no such file. */
function identityOf(path: string): string | null {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return found?.isFile() === true ? `${found.size} ${found.mtime.getTime()}` : null
}
