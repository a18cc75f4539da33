import { join } from 'node:path'
import type { Config } from '../config.js'
import { faultSentence } from '../system-fault.js'
import { NATIONAL } from '../values/index.js'
import { completeOnes } from './complete.js'
import { takeDownloaded } from './downloaded.js'
import type { Ledger } from './ledger.js'
import { type Look, look, type Seen } from './look.js'
import type { Places } from './places.js'
import { putBackLeaving, take } from './take.js'

/**
 * Takes the complete deposits of some sources, and what was downloaded when the national one is among them.
 * @throws AnnuaireError CONFIGURATION_INVALIDE when the folder of the deposits cannot be read
 */
export async function takeDeposits(
  config: Config,
  places: Places,
  isWanted: (source: string) => boolean,
  ledger: Ledger,
): Promise<void> {
  const { folder, waitMs } = config.deposit
  const once = (): Look => {
    const { seen, left } = look(folder, config.sources)
    return {
      seen: seen.filter(({ source }) => isWanted(source)),
      left: left.filter(({ source }) => source === null || isWanted(source)),
    }
  }
  for (const source of [NATIONAL, ...config.sources].filter(isWanted)) putBackLeaving(join(folder, source))
  const { seen, left } = await completeOnes(once, waitMs)
  for (const one of left) ledger.leave(one)
  for (const one of seen) takeOne(places, one, ledger)
  if (!isWanted(NATIONAL)) return
  for (const one of takeDownloaded(places, config.dataDir, config.download, new Date())) ledger.taken(one)
}

/** What the disk refuses of one deposit keeps no other one back. */
function takeOne(places: Places, seen: Seen, ledger: Ledger): void {
  try {
    const taken = take(places, seen, new Date())
    if ('reason' in taken) ledger.leave(taken)
    else ledger.taken(taken)
  } catch (error) {
    const sentence = faultSentence(error)
    if (sentence === null) throw error
    ledger.leave({ source: seen.source, name: seen.name, reason: sentence.replace(/\.$/, '') })
  }
}
