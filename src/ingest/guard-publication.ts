import type Database from 'better-sqlite3'
import type { Config } from '../config.js'
import type { Spread } from '../records/spread.js'
import type { ReportWriter } from '../report/writer.js'
import { NATIONAL } from '../values/index.js'
import { type Canary, missingCanaries } from './canaries.js'
import type { Acceptance } from './falls.js'
import { enforce } from './publication-guards.js'
import { readPublished } from './published-counts.js'
import { spreadFailures, spreadOf } from './spread-guard.js'

/**
 * The last look at a generation that is built and not yet published.
 * @throws AnnuaireError ALIMENTATION_REFUSEE naming each guard that fails, unless the user forces it
 */
export function guardPublication(
  {
    config,
    acceptFalls = [],
    force = null,
    report,
    canaries,
    spread,
  }: {
    readonly config: Config
    readonly acceptFalls?: readonly Acceptance[]
    readonly force?: string | null
    readonly report: ReportWriter
    readonly canaries: readonly Canary[]
    readonly spread: Spread
  },
  db: Database.Database,
): void {
  // Who accepts that the national data shrink accepts that each part of it does.
  const accepted = acceptFalls.some(({ source }) => source === NATIONAL)
  const before = accepted ? null : readPublished(config.dataDir, spreadOf)
  const missing = missingCanaries(db, canaries)
  const failures = [...(missing === null ? [] : [missing]), ...spreadFailures(before, spread, config.spreadMax)]
  enforce(failures, force, report)
}
