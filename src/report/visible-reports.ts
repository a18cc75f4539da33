import type { Alimentation, Avis, Severity } from '../resources/report.js'
import type { ReportReader } from './port.js'
import { ADMINISTRATOR, type Viewer } from './viewer.js'
import { type HiddenAddresses, isMasked, readableRules, visibleAlimentation, visibleAvis } from './visible-report.js'

/** A part of the notices of a report. */
export interface VisiblePage {
  readonly avis: readonly Avis[]
  /** `decalage` of the next part; null when this is the last one. A part may hold less than was asked for. */
  readonly suivant: number | null
}

export interface PageQuery {
  readonly decalage: number
  readonly limite: number
  readonly severite?: Severity | undefined
  readonly code?: string | undefined
}

/** The reports of past imports, as each viewer sees them: no door reads them in another way. */
export class VisibleReports {
  readonly #reports: ReportReader
  readonly #hidden: HiddenAddresses

  /** @param hidden addresses in liste rouge, whoever hides them */
  constructor(reports: ReportReader, hidden: HiddenAddresses = { has: () => false }) {
    this.#reports = reports
    this.#hidden = hidden
  }

  /** Most recent first. @throws AnnuaireError INDISPONIBLE when the reports cannot be read now */
  async list(limite: number, viewer: Viewer): Promise<Alimentation[]> {
    const all = await this.#reports.list(limite)
    return all.map((one) => visibleAlimentation(one, viewer))
  }

  /** @returns null when unknown; 'derniere' is the most recent one */
  async get(id: string, viewer: Viewer): Promise<{ alimentation: Alimentation; masque: boolean } | null> {
    const found = await this.#reports.get(id)
    if (found === null) return null
    return { alimentation: visibleAlimentation(found, viewer), masque: isMasked(found, viewer) }
  }

  /** Notices of one alimentation, by file, then line. @returns null when there is no such report */
  async avis(id: string, query: PageQuery, viewer: Viewer): Promise<VisiblePage | null> {
    const alimentation = await this.#reports.get(id)
    if (alimentation === null) return null
    const lisibles = viewer === ADMINISTRATOR ? undefined : readableRules(alimentation, viewer)
    // One more says whether there are more.
    const found = await this.#reports.avis(alimentation.id, { ...query, limite: query.limite + 1, lisibles })
    const avis = found
      .slice(0, query.limite)
      .map((one) => visibleAvis(one, alimentation, viewer, this.#hidden))
      .filter((one) => one !== null)
    return { avis, suivant: found.length > query.limite ? query.decalage + query.limite : null }
  }
}
