import type Database from 'better-sqlite3'
import { label } from '../nomenclature/index.js'
import type { Spread } from '../records/spread.js'
import { count } from '../report/wording.js'
import type { GuardFailure } from './publication-guards.js'

/** Below so many, a fall says nothing. */
const FEW = 100
/** Falls that one message names. */
const NAMED = 5

/** The spread that a generation was published with; null when it comes of a version that kept none. */
export function spreadOf(db: Database.Database): Spread | null {
  const fact = db.prepare("SELECT valeur FROM generation WHERE cle = 'repartition'").pluck().get() as string | undefined
  return fact === undefined ? null : (JSON.parse(fact) as Spread)
}

/** @param max percentage of a profession or of a département that may go; 0 looks at none */
export function spreadFailures(before: Spread | null, after: Spread, max: number): readonly GuardFailure[] {
  if (before === null || max === 0) return []
  return [
    failure('baisse par profession', 'profession', before.professions, after.professions, max),
    failure('baisse par département', 'departement', before.departements, after.departements, max),
  ].filter((one) => one !== null)
}

type Counts = Readonly<Record<string, number>>

function failure(garde: string, table: string, before: Counts, after: Counts, max: number): GuardFailure | null {
  const falls = Object.entries(before)
    .map(([code, avant]) => ({ code, avant, apres: after[code] ?? 0 }))
    .filter(({ avant, apres }) => avant >= FEW && (avant - apres) * 100 > avant * max)
    .sort((one, other) => other.avant - other.apres - (one.avant - one.apres))
  if (falls.length === 0) return null
  const named = falls.slice(0, NAMED).map(({ code, avant, apres }) => {
    return `${label(table, code) ?? code} : ${count(avant)} avant, ${count(apres)} après`
  })
  const more = falls.length > NAMED ? ` ; et ${falls.length - NAMED} autres` : ''
  return {
    garde,
    attendu: `une baisse de ${max} % au plus (ANNUAIRE_BAISSE_REPARTITION_MAX)`,
    trouve: `${named.join(' ; ')}${more}`,
  }
}
