import type { Avis } from '../resources/report.js'
import type { ReportContent } from './content.js'
import type { ReportFilter } from './filter.js'
import type { Viewer } from './viewer.js'
import type { VisibleReports } from './visible-reports.js'

/** Notices read from the report at a time. */
const PAGE = 1000

/**
 * A report as a viewer sees it, to be written down.
 * @param trend whether the last thirty imports are told too
 * @returns null when there is no such report
 * @throws AnnuaireError CRITERE_INVALIDE when the filter names what the report has not
 */
export async function contentOf(
  reports: VisibleReports,
  id: string,
  viewer: Viewer,
  filter: ReportFilter,
  trend: boolean,
): Promise<ReportContent | null> {
  const found = await reports.get(id, viewer, filter)
  if (found === null) return null
  const { alimentation } = found
  return {
    alimentation,
    filter,
    evolution: alimentation.evolution,
    tendance: trend ? await reports.trend(alimentation.id, viewer, filter) : null,
    avis: allNotices(reports, alimentation.id, viewer, filter),
  }
}

async function* allNotices(
  reports: VisibleReports,
  id: string,
  viewer: Viewer,
  filter: ReportFilter,
): AsyncGenerator<Avis> {
  let decalage: number | null = 0
  while (decalage !== null) {
    const page: Awaited<ReturnType<VisibleReports['avis']>> = await reports.avis(
      id,
      { ...filter, decalage, limite: PAGE },
      viewer,
    )
    yield* page?.avis ?? []
    decalage = page?.suivant ?? null
  }
}
