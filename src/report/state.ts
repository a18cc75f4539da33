import type { Alimentation } from '../resources/report.js'
import { wasPublished } from '../store/history.js'

/** Written just before the pointer moves: only the pointer and its history know what came of it. */
export const PUBLISHING = 'en cours de publication'
export const INTERRUPTED = 'Import interrompu avant la fin.'

/** A report whose state is not yet told apart from what the pointer says. */
export interface Unsettled extends Omit<Alimentation, 'etat'> {
  readonly etat: Alimentation['etat'] | typeof PUBLISHING
}

/**
 * The report as the pointer and its history make it: an import that they know is published, wherever it was killed; one
 * that was about to be published and that they do not know is not.
 */
export function settled(report: Unsettled, dataDir: string): Alimentation {
  if (report.etat === 'publiée') return { ...report, etat: 'publiée' }
  if (wasPublished(dataDir, report.id)) return { ...report, etat: 'publiée', motif: null }
  return { ...report, etat: 'refusée', motif: report.motif ?? INTERRUPTED }
}
