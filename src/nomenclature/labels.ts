import { departementLabel } from './departements.js'
import { readTable } from './table-file.js'

export type TableName =
  | 'profession'
  | 'savoir-faire'
  | 'type-savoir-faire'
  | 'categorie'
  | 'mode-exercice'
  | 'secteur'
  | 'section-pharmacien'
  | 'role'
  | 'genre-activite'
  | 'civilite'
  | 'civilite-exercice'
  | 'type-bal'
  | 'type-identifiant-structure'

/** The regional types of mailbox, which no national table has (src/feed/FORMATS.md §5). */
const REGIONAL_TYPES: readonly (readonly [string, string])[] = [
  ['INT', 'BAL personnelle interne'],
  ['MED', 'BAL Medimail (hors espace MSSanté)'],
]

const TABLES: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  // Code 93 is in both tables; the obsolete one gives way (schema/nomenclatures/SOURCES.md).
  profession: new Map([...pairs('TRE_G15-ProfessionSante.csv'), ...pairs('professions-non-ps_JDV_J48.csv')]),
  'savoir-faire': savoirFaire(),
  'type-savoir-faire': new Map(pairs('TRE_R04-TypeSavoirFaire.csv')),
  categorie: new Map(pairs('TRE_R09-CategorieProfessionnelle.csv')),
  'mode-exercice': new Map(pairs('TRE_R23-ModeExercice.csv')),
  secteur: new Map(pairs('TRE_R02-SecteurActivite.csv')),
  'section-pharmacien': new Map(pairs('section-tableau-pharmaciens_from_J01.csv')),
  role: new Map(pairs('TRE_R21-Fonction.csv')),
  'genre-activite': new Map(pairs('TRE_R22-GenreActivite.csv')),
  civilite: new Map(pairs('TRE_civilite_JDV_J113.csv')),
  'civilite-exercice': new Map(pairs('TRE_R11-CiviliteExercice.csv')),
  'type-bal': new Map([...pairs('TRE_R257-TypeBAL.csv'), ...REGIONAL_TYPES]),
  'type-identifiant-structure': new Map(pairs('TRE_G07-TypeIdentifiantStructure.csv')),
}

/**
 * Label of a code. A savoir-faire is asked as `type:code`, or by its code alone.
 * @returns null when the table has no such code, or there is no such table
 */
export function label(table: string, code: string): string | null {
  if (table === 'departement') return departementLabel(code)
  return TABLES[table]?.get(code) ?? null
}

export function hasTable(table: string): boolean {
  return table in TABLES
}

/** Codes and labels of a table, in its order. */
export function tableEntries(table: TableName): { readonly code: string; readonly libelle: string }[] {
  return [...TABLES[table]!].map(([code, libelle]) => ({ code, libelle }))
}

function pairs(file: string): [string, string][] {
  return readTable(file).map((row) => [row['code']!, row['libelle']!])
}

/** J107 writes « Cardiologie (SM) » where the extraction writes « Cardiologie »: the suffix goes. */
function savoirFaire(): Map<string, string> {
  const labels = new Map<string, string>()
  for (const row of readTable('savoir-faire_JDV_J107.csv')) {
    const libelle = row['libelle']!.replace(/\s*\([A-Z]+\)$/, '')
    labels.set(`${row['code_type_savoir_faire']}:${row['code']}`, libelle)
    // A code alone names the savoir-faire of the first type that has it.
    if (!labels.has(row['code']!)) labels.set(row['code']!, libelle)
  }
  return labels
}
