import { BETWEEN_NAMES } from '../../store/service-name.js'

/** Address books show the first title alone: it says profession and savoir-faire, which then stand each for itself. */
export function titlesOf(profession: string | null, savoirFaire: string | null): readonly (string | null)[] {
  const both = profession !== null && savoirFaire !== null ? profession + BETWEEN_NAMES + savoirFaire : null
  return [both, profession, savoirFaire]
}
