import { basename } from 'node:path'
import { dateInName } from './file-name.js'
import type { FeedKind } from './row.js'
import { whiteListDate } from './white-list.js'

/** The date of a national file: what it says of itself, else its name, else the time of its modification. */
export async function nationalDate(kind: FeedKind, path: string, modified: Date): Promise<string> {
  const own = kind === 'liste-blanche' ? await whiteListDate(path) : null
  return own ?? dateInName(basename(path)) ?? modified.toISOString()
}
