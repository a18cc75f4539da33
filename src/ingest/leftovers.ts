import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { columnsPath, generations } from '../store/generations.js'

/** Files of an import that is not finished; the next import removes what a killed one left. */
const DRAFT = /\.(construction|etape)\./

/** What killed imports left: drafts, and columns whose generation never got its name or has gone. */
export function removeLeftovers(dataDir: string): void {
  const folder = join(dataDir, 'generations')
  const kept = new Set(generations(dataDir).map((id) => columnsPath(dataDir, id)))
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (!DRAFT.test(name) && (!name.endsWith('.colonnes') || kept.has(path))) continue
    try {
      rmSync(path)
    } catch {
      // It takes room and does no harm.
    }
  }
}
