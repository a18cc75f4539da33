import { AnnuaireError, type ErrorDetails, fault } from '../errors.js'

/** Who is sought, as a program knows them that has no number. All but the two names may be missing, empty or null. */
export interface PersonAsked {
  /** Nom d’usage, or the only name that is known. */
  readonly nom: string
  readonly nomNaissance?: string | null
  /** One first name or several, or initials. */
  readonly prenom: string
  /** Number and street. */
  readonly voie?: string | null
  readonly codePostal?: string | null
  readonly commune?: string | null
  /** Code or name. */
  readonly departement?: string | null
  readonly pays?: string | null
  /** Code or label. */
  readonly profession?: string | null
  /** Code or label. */
  readonly specialite?: string | null
  /** Name, FINESS, SIRET or SIREN. */
  readonly structure?: string | null
}

export type AskedField = keyof PersonAsked

/** Characters of each field at most. */
export const LONGEST_ASKED: Readonly<Record<AskedField, number>> = {
  nom: 100,
  nomNaissance: 100,
  prenom: 100,
  voie: 200,
  codePostal: 20,
  commune: 100,
  departement: 60,
  pays: 60,
  profession: 150,
  specialite: 150,
  structure: 200,
}

/** People asked for at once, at most. */
export const MOST_ASKED = 100

const FIELDS = Object.keys(LONGEST_ASKED) as AskedField[]

/**
 * The fields that have a value, without outer spaces.
 * @throws AnnuaireError CRITERE_INVALIDE with one detail for each field that is too long, and for a missing name
 */
export function checkAsked(person: PersonAsked): Readonly<Partial<Record<AskedField, string>>> {
  const faults: ErrorDetails[] = []
  const given: Partial<Record<AskedField, string>> = {}
  for (const field of FIELDS) {
    const value = person[field]
    if (value === undefined || value === null) continue
    if (value.length > LONGEST_ASKED[field]) {
      faults.push(fault(field, `${LONGEST_ASKED[field]} caractères au plus`, value))
      continue
    }
    const trimmed = value.trim()
    if (trimmed !== '') given[field] = trimmed
  }
  for (const field of ['nom', 'prenom'] as const) {
    const isFaulty = faults.some(({ parametre }) => parametre === field)
    if (!isFaulty && !/[\p{L}\p{N}]/u.test(given[field] ?? '')) {
      faults.push(fault(field, 'une lettre au moins', given[field] ?? ''))
    }
  }
  if (faults.length === 0) return given
  const names = [...new Set(faults.map(({ parametre }) => parametre))].join(', ')
  throw new AnnuaireError('CRITERE_INVALIDE', `Personne cherchée non valable : ${names}.`, faults)
}
