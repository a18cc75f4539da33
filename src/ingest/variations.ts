import type { FeedFile } from '../feed/index.js'
import { count } from '../report/wording.js'
import type { Thresholds } from '../thresholds.js'
import { compared, isFall } from './falls.js'
import type { FileReports } from './file-reports.js'
import type { PublishedCounts } from './published-counts.js'

/** So few more or less are usual, however small the source. */
const FEW = 10

/**
 * Remarks what a source publishes far more or less of than before. What falls so far that the import is refused, or that the
 * user accepted, is told there.
 * @param baisseMax percentage of which checkFalls makes a refusal
 */
export function reportVariations(
  before: PublishedCounts,
  after: PublishedCounts,
  files: readonly FeedFile[],
  limits: { readonly thresholds: Thresholds; readonly baisseMax: number },
  reports: FileReports,
): void {
  const percent = limits.thresholds.ANNUAIRE_VARIATION
  if (percent === 0) return
  for (const one of compared(before, after, files)) {
    const { avant, apres, objet, file } = one
    const change = Math.abs(apres - avant)
    if (avant === 0 || change < FEW || change * 100 <= avant * percent || isFall(one, limits.baisseMax)) continue
    const share = ((change * 100) / avant).toLocaleString('fr-FR', { maximumFractionDigits: 1 })
    const detail = `${count(avant)} ${objet} avant, ${count(apres)} après (${apres > avant ? 'hausse' : 'baisse'} de ${share} %)`
    const notice = { code: 'VARIATION_INHABITUELLE', ligne: 0, colonne: null, valeur: null, detail } as const
    reports.ofFile(file, notice, objet)
  }
}
