import type { JournalReader } from '../changes/journal-reader.js'
import { KINDS, NATURES } from '../changes/kinds.js'
import type { Position } from '../changes/position.js'
import type { Pace } from '../store/pace.js'
import { DAY_MS } from '../text/days.js'

/** Days of the last six months. */
const RECENT_DAYS = 183
const AT_ONCE = 500
/** Closed mailboxes that are followed. */
const MOST = 100_000

/**
 * Mailboxes of a source that were closed within the last six months and were not opened again.
 * @returns day of closing, AAAA-MM-JJ, by fingerprint of the address; none while there is no journal
 */
export async function closedMailboxes(
  journal: JournalReader,
  { source, generation, day }: { readonly source: string; readonly generation: string; readonly day: string },
  pace: Pace,
): Promise<ReadonlyMap<string, string>> {
  const closed = new Map<string, string>()
  const served = journal.served(generation)
  if (served === null) return closed
  const now = new Date()
  const since = now.getTime() - RECENT_DAYS * DAY_MS
  let from: Position | null = journal.afterMoment(since, served) ?? journal.beginning(served)
  while (from !== null) {
    const objet = KINDS.indexOf('bals')
    const page = journal.page({ from, served, now, day, objet, sources: [source], limit: AT_ONCE })
    for (const change of page.changes) {
      if (change.source !== source) continue
      if (change.nature !== NATURES.indexOf('fermé')) closed.delete(change.cle)
      else if (closed.size < MOST) closed.set(change.cle, change.moment.slice(0, 10))
    }
    from = page.more ? page.end : null
    await pace.pause()
  }
  return closed
}
