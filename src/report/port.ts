import type { Severity } from '../notices/notice.js'
import type { Alimentation, Avis } from './model.js'

export interface AvisQuery {
  /** Skip so many notices. */
  readonly decalage: number
  readonly limite: number
  readonly severite?: Severity | undefined
  readonly code?: string | undefined
}

/** Where the reports of past imports are read, published or refused ones alike. */
export interface ReportReader {
  /** Most recent first. */
  list(limite: number): Promise<Alimentation[]>
  /** null when unknown; 'derniere' is the most recent one. */
  get(id: string): Promise<Alimentation | null>
  /** Notices of one alimentation, by file, then line. */
  avis(id: string, query: AvisQuery): Promise<Avis[]>
}
