import { readTable } from './table-file.js'

export interface Specialite {
  readonly code: string
  readonly libelle: string
  /** Type of savoir-faire (TRE_R04); null for the codes whose type no public source confirms. */
  readonly type: string | null
}

const ALL: readonly Specialite[] = readTable('savoir-faire_JDV_J107.csv').map((row) => ({
  code: row['code']!,
  libelle: row['libelle']!.replace(/\s*\([A-Z]+\)$/, ''),
  type: row['code_type_savoir_faire']!.includes('?') ? null : row['code_type_savoir_faire']!,
}))

const BY_PROFESSION: ReadonlyMap<string, ReadonlySet<string>> = pairs()

/** Every savoir-faire of the nomenclature. */
export function allSpecialites(): readonly Specialite[] {
  return ALL
}

/**
 * The savoir-faire that a profession may have. The official pairs (JDV_J01) name specialties alone: competences,
 * capacities and the like, which they leave out, are physicians' (and SI, SCD codes their own professions').
 */
export function specialites(profession: string): readonly Specialite[] {
  return ALL.filter(({ code }) => mayHave(profession, code))
}

export function mayHave(profession: string, code: string): boolean {
  if (BY_PROFESSION.get(profession)?.has(code) === true) return true
  return owner(code) === profession
}

/** Profession that a code's family belongs to. */
function owner(code: string): string {
  if (code.startsWith('SI')) return '60'
  if (code.startsWith('SCD') || code.startsWith('COD')) return '40'
  return '10'
}

function pairs(): Map<string, Set<string>> {
  const byProfession = new Map<string, Set<string>>()
  for (const row of readTable('profession-specialite_JDV_J01.csv')) {
    const pair = /^G15_(\d+)\/(\w+)$/.exec(row['code']!)
    if (pair === null) continue
    const codes = byProfession.get(pair[1]!) ?? new Set()
    byProfession.set(pair[1]!, codes.add(pair[2]!))
  }
  return byProfession
}
