import type { Alimentation, Avis, Evolution, Tendance } from '../resources/report.js'
import type { ReportFilter } from './filter.js'

/** A report to be written down: its head, and its notices one after another, so that a million of them need no memory. */
export interface ReportContent {
  /** As the filter leaves it. */
  readonly alimentation: Alimentation
  readonly filter: ReportFilter
  /** The comparison that is shown: the import's own, or one with another report; null for none. */
  readonly evolution: Evolution | null
  /** The last thirty imports; null when they are not asked for. */
  readonly tendance: Tendance | null
  readonly avis: AsyncIterable<Avis>
}
