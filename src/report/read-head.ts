import type Database from 'better-sqlite3'
import type {
  Actor,
  BaisseAcceptee,
  ComptageAvis,
  Evolution,
  EvolutionRegle,
  FichierAlimente,
  FichierEcarte,
} from '../resources/report.js'
import { hasMarks } from './selection.js'
import type { Unsettled } from './state.js'

/** The head of a report: all but its notices one by one. @returns null when the file holds none */
export function readAlimentation(db: Database.Database): Unsettled | null {
  const head = db.prepare('SELECT id, debut, fin, etat, motif FROM import').get() as
    | { id: string; debut: string; fin: string | null; etat: Unsettled['etat']; motif: string | null }
    | undefined
  if (head === undefined) return null
  const counts = countsByFile(db)
  const files = db.prepare('SELECT * FROM fichier ORDER BY numero').all() as Omit<FichierAlimente, 'avis'>[]
  const fichiers = files.map((file) => ({ ...file, avis: counts(file.numero) }))
  const total = (key: 'lues' | 'chargees' | 'refusees'): number => fichiers.reduce((sum, file) => sum + file[key], 0)
  return {
    ...head,
    fin: head.fin ?? head.debut,
    avertissements: rowsOf<{ texte: string }>(db, 'avertissement').map(({ texte }) => texte),
    baisses: rowsOf<BaisseAcceptee>(db, 'baisse'),
    ecartes: rowsOf<FichierEcarte>(db, 'ecarte'),
    totaux: { lues: total('lues'), chargees: total('chargees'), refusees: total('refusees') },
    fichiers,
    evolution: readEvolution(db),
  }
}

/** What the import wrote of the comparison with the one before; null when it compared nothing. */
function readEvolution(db: Database.Database): Evolution | null {
  if (!hasMarks(db)) return null
  const { avec, others } = db.prepare('SELECT precedente AS avec, non_compares AS others FROM import').get() as {
    avec: string | null
    others: string
  }
  if (avec === null) return null
  const regles = db.prepare(EVOLUTION).all() as EvolutionRegle[]
  return { avec, ...sumOf(regles), nonCompares: others.split('\n').filter((name) => name !== ''), regles }
}

/** Rules that this version has no more keep their code. */
const EVOLUTION = `SELECT e.type, e.source, e.code, ifnull(r.severite, 'Information') AS severite,
  ifnull(r.titre, e.code) AS titre, e.nouveaux, e.corriges, e.toujours
  FROM evolution e LEFT JOIN regle r ON r.code = e.code
  ORDER BY r.severite = 'Bloquante' DESC, r.severite = 'Avertissement' DESC, e.type, e.source, e.code`

/** All rules together. */
export function sumOf(rules: readonly Pick<EvolutionRegle, 'nouveaux' | 'corriges' | 'toujours'>[]) {
  const sum = (key: 'nouveaux' | 'corriges' | 'toujours') => rules.reduce((total, rule) => total + rule[key], 0)
  return { nouveaux: sum('nouveaux'), corriges: sum('corriges'), toujours: sum('toujours') }
}

/** Counts of a file, the worst first, with the text of each rule; those of older versions explain less. */
function countsByFile(db: Database.Database): (file: number) => ComptageAvis[] {
  const explained = db.prepare("SELECT 1 FROM pragma_table_info('regle') WHERE name = 'action'").get() !== undefined
  const texts = explained ? 'r.famille, r.acteurs, r.action' : "NULL AS famille, '' AS acteurs, '' AS action"
  const counts = db.prepare(
    `SELECT c.code, r.severite, r.titre, r.attendu, ${texts}, c.nombre FROM comptage c JOIN regle r ON r.code = c.code
     WHERE c.fichier = ? ORDER BY r.severite = 'Information', r.severite = 'Avertissement', c.code`,
  )
  return (file) => {
    const rows = counts.all(file) as (Omit<ComptageAvis, 'acteurs'> & { acteurs: string })[]
    return rows.map((row) => ({
      ...row,
      acteurs: row.acteurs.split('\n').filter((one): one is Actor => one !== ''),
    }))
  }
}

/** Rows of a table that reports of older versions lack. */
function rowsOf<T>(db: Database.Database, table: 'avertissement' | 'baisse' | 'ecarte'): T[] {
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table)
  return known === undefined ? [] : (db.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all() as T[])
}
