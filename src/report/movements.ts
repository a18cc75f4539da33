import type Database from 'better-sqlite3'
import { openReport } from './open-report.js'

/** What became of an account that a region declares. */
export const MOVEMENTS = ['créé', 'modifié', 'fermé', 'inchangé'] as const
export type Movement = (typeof MOVEMENTS)[number]

export interface MovedAccount {
  readonly nature: Movement
  readonly adresse: string
  readonly type: string
  /** In the new file; null for one that was closed. */
  readonly ligne: number | null
  /** Names of the columns that changed. */
  readonly colonnes: readonly string[]
}

/** What the file of a region changed since its file before. */
export interface SourceMovements {
  readonly source: string
  readonly nombres: Readonly<Record<Movement, number>>
  /** The first of each nature; none is unchanged. */
  readonly comptes: readonly MovedAccount[]
}

/** Writes them into a report that is open. */
export function writeMovements(db: Database.Database, { source, nombres, comptes }: SourceMovements): void {
  const count = db.prepare('INSERT INTO mouvement (source, nature, nombre) VALUES (?, ?, ?)')
  for (const nature of MOVEMENTS) count.run(source, nature, nombres[nature])
  const add = db.prepare(
    'INSERT INTO compte_mouvement (source, nature, adresse, type, ligne, colonnes) VALUES (?, ?, ?, ?, ?, ?)',
  )
  for (const { nature, adresse, type, ligne, colonnes } of comptes) {
    add.run(source, nature, adresse, type, ligne, colonnes.join('\n'))
  }
}

/**
 * Reads those of a report: they name accounts that are not published, and are for the administrators of the source alone.
 * @returns none for a report of an older version, or one whose sources had nothing before
 * @throws AnnuaireError INDISPONIBLE when it cannot be read now
 */
export function readMovements(dataDir: string, id: string): SourceMovements[] {
  const db = openReport(dataDir, id)
  if (db === null) return []
  try {
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'mouvement'").get() === undefined) return []
    const counts = db.prepare('SELECT source, nature, nombre FROM mouvement ORDER BY source').raw().all() as [
      string,
      Movement,
      number,
    ][]
    const accounts = db.prepare(
      'SELECT nature, adresse, type, ligne, colonnes FROM compte_mouvement WHERE source = ? ORDER BY rowid',
    )
    const sources = [...new Set(counts.map(([source]) => source))]
    return sources.map((source) => ({
      source,
      nombres: Object.fromEntries(
        counts.filter(([one]) => one === source).map(([, nature, nombre]) => [nature, nombre]),
      ) as Record<Movement, number>,
      comptes: (accounts.all(source) as (Omit<MovedAccount, 'colonnes'> & { colonnes: string })[]).map((row) => ({
        ...row,
        colonnes: row.colonnes.split('\n').filter((one) => one !== ''),
      })),
    }))
  } finally {
    db.close()
  }
}
