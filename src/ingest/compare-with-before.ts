import type { Config } from '../config.js'
import type { FeedFile } from '../feed/index.js'
import type { ReportWriter } from '../report/writer.js'
import { published } from '../store/generations.js'
import { type Acceptance, checkFalls } from './falls.js'
import type { FileReports } from './file-reports.js'
import { type PublishedCounts, publishedCounts } from './published-counts.js'
import { reportVariations } from './variations.js'

/**
 * What was published before is the yardstick, at ten lines as at half a million.
 * @throws AnnuaireError ALIMENTATION_REFUSEE when far less would be published, and nobody accepted it
 */
export function compareWithBefore(
  { config, acceptFalls = [] }: { readonly config: Config; readonly acceptFalls?: readonly Acceptance[] },
  files: readonly FeedFile[],
  counts: PublishedCounts,
  { report, reports }: { readonly report: ReportWriter; readonly reports: FileReports },
): void {
  const before = publishedCounts(config.dataDir)
  if (before === null) {
    if (published(config.dataDir) !== null) {
      report.warn('Ce qui était publié est illisible : rien n’a pu lui être comparé.')
    }
    return
  }
  reportVariations(before, counts, files, config, reports)
  for (const fall of checkFalls(before, counts, files, acceptFalls, config.baisseMax)) report.acceptedFall(fall)
}
