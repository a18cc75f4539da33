import type { DeclaredLine } from '../store/declared-accounts.js'
import { daysBetween } from '../text/days.js'
import type { Thresholds } from '../thresholds.js'
import { readDate } from '../values/index.js'
import type { Task } from './account.js'

/** Days of the last six months. */
const RECENT_DAYS = 183

/**
 * What the dates of an account tell: unused for a year or soon, about to expire, expired of late.
 * @param day today in France, AAAA-MM-JJ
 */
export function datedTasks({ compte, cellules }: DeclaredLine, thresholds: Thresholds, day: string): Task[] {
  if (compte.statut === 'REJETE') return []
  const expires = readDate(cellules['peremption'] ?? '').value
  const left = expires === null ? null : daysBetween(day, expires)
  if (left !== null && left < 0) {
    if (-left > RECENT_DAYS) return []
    return [
      {
        nature: 'fermée',
        date: expires,
        motif: `Compte expiré depuis ${-left} jours.`,
        action: 'Retirer le compte du fichier, ou reporter sa date de péremption.',
      },
    ]
  }
  const soon = thresholds.ANNUAIRE_EXPIRATION_JOURS
  const expiring: Task[] =
    left !== null && soon > 0 && left <= soon
      ? [
          {
            nature: 'expire bientôt',
            date: expires,
            motif: left === 0 ? 'Le compte expire aujourd’hui.' : `Le compte expire dans ${left} jours.`,
            action: 'Reporter la date de péremption, ou prévenir l’utilisateur.',
          },
        ]
      : []
  return [...expiring, ...idleTasks(cellules['derniereConnexion'] ?? '', thresholds, day)]
}

function idleTasks(written: string, thresholds: Thresholds, day: string): Task[] {
  const idle = thresholds.ANNUAIRE_INUTILISEE_JOURS
  const last = readDate(written).value
  if (last === null || idle === 0) return []
  const days = daysBetween(last, day)
  const motif = `Dernière connexion il y a ${days} jours : une boîte sans activité pendant un an est supprimée.`
  if (days >= idle) {
    return [{ nature: 'dormante', date: last, motif, action: 'Prévenir l’utilisateur, ou fermer la boîte.' }]
  }
  if (days < idle - thresholds.ANNUAIRE_INUTILISEE_ALERTE_JOURS) return []
  return [{ nature: 'bientôt dormante', date: last, motif, action: 'Prévenir l’utilisateur.' }]
}
