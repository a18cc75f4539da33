import { departementOf } from '../nomenclature/index.js'
import { isFrance, readDepartement } from '../values/index.js'
import type { DepartementOrigin } from './known.js'

export interface Where {
  /** As the file writes it; '' when it gives none. */
  readonly departement: string
  readonly codePays: string | null
  readonly pays: string | null
  readonly codeCommune: string | null
  readonly codePostal: string | null
  readonly commune: string | null
}

export interface Found {
  readonly departement: string | null
  readonly origin: DepartementOrigin
  /** What was read otherwise than it is written, in French; null when nothing was. */
  readonly repaired: string | null
  /** Why the given code is not the one that is kept, in French; null when it is. */
  readonly corrected: string | null
}

/**
 * The département of a place: the country first (there is none outside France), then the code given, and when the table
 * has no such code or none is given, the commune and the postcode.
 */
export function findDepartement(where: Where): Found {
  const { departement: written, codePays, pays, codeCommune, codePostal, commune } = where
  if (!isFrance(codePays, pays)) {
    const corrected = written === '' ? null : `« ${written.slice(0, 40)} » ôté : le lieu est hors de France`
    return { departement: null, origin: 'hors de France', repaired: null, corrected }
  }
  const given = readDepartement(written)
  const derived = departementOf({ codeCommune, codePostal, commune })
  if (given.value !== null) {
    const origin = derived === null || derived === given.value ? 'fourni' : 'contredit'
    return { departement: given.value, origin, repaired: given.repaired, corrected: null }
  }
  const nowhere = codePostal === null && codeCommune === null && commune === null
  const origin = derived !== null ? 'deduit' : nowhere && given.fault === null ? 'sans adresse' : 'indetermine'
  if (given.fault === null) return { departement: derived, origin, repaired: given.repaired, corrected: null }
  const shown = `« ${written.slice(0, 40)} »`
  const corrected =
    derived === null ? `${shown} ôté : ${given.fault}` : `${shown} remplacé par ${derived}, d’après la commune`
  // A code that was replaced is not one that was missing.
  return { departement: derived, origin: derived === null ? origin : 'fourni', repaired: null, corrected }
}
