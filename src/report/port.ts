import type { Alimentation, Avis } from '../resources/report.js'
import type { ReportFilter } from './filter.js'
import type { FolderWork } from './folder-work.js'

export interface AvisQuery extends ReportFilter {
  /** Values that the report lacks mean nothing, instead of a fault: another report has them. */
  readonly lenient?: boolean
  /** Skip so many notices. */
  readonly decalage: number
  readonly limite: number
  /** Numbers of the files to read notices of, and which rules of each; all when absent. */
  readonly lisibles?: ReadonlyMap<number, (code: string) => boolean> | undefined
}

/** Where the reports of past imports are read, published or refused ones alike, whole: what of them may be shown is
 * visible-reports.ts's matter. */
export interface ReportReader {
  /** Most recent first. @throws AnnuaireError INDISPONIBLE when the system does not let them be read now */
  list(limite: number): Promise<Alimentation[]>
  /** null when unknown; 'derniere' is the most recent one. @throws AnnuaireError INDISPONIBLE as `list` */
  get(id: string): Promise<Alimentation | null>
  /** Notices of one alimentation, by file, then line. @throws AnnuaireError INDISPONIBLE as `list` */
  avis(id: string, query: AvisQuery): Promise<Avis[]>
  /** Notices that another report has none of the key of, `limite` of each rule and file at most. Throws as `list` */
  onlyHere(id: string, other: string, query: AvisQuery): Promise<Avis[]>
  /** Comparisons and counts over all notices. */
  readonly work: FolderWork
}
