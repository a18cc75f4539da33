import type { FeedFile } from '../feed/index.js'
import { count } from '../report/wording.js'
import { ageInDays } from '../text/days.js'
import type { GuardFailure } from './publication-guards.js'

/** Files too old to be published. @param max days; 0 takes any */
export function freshnessFailures(files: readonly FeedFile[], max: number, now: number): readonly GuardFailure[] {
  if (max === 0) return []
  return files.flatMap(({ name, date }) => {
    const days = ageInDays(date, now)
    if (!(days > max)) return []
    const attendu = `un fichier de ${count(max)} jours au plus (ANNUAIRE_FRAICHEUR_MAX)`
    return [{ garde: 'fraîcheur', attendu, trouve: `${name}, qui a ${count(days)} jours` }]
  })
}
