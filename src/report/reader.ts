import Database from 'better-sqlite3'
import { reportIds, reportPath } from './files.js'
import type { Alimentation, Avis, BaisseAcceptee, ComptageAvis, FichierAlimente, FichierEcarte } from './model.js'
import type { AvisQuery, ReportReader } from './port.js'
import { settled, type Unsettled } from './state.js'

/** Reads the reports of a data folder. Each call opens the file it needs: reports are read a few times a day. */
export function openReports(dataDir: string): ReportReader {
  return {
    async list(limite) {
      const ids = reportIds(dataDir).reverse().slice(0, limite)
      return ids.map((id) => readHead(dataDir, id)).filter((report) => report !== null)
    },
    async get(id) {
      return readHead(dataDir, resolveId(dataDir, id))
    },
    async avis(id, query) {
      return withReport(dataDir, resolveId(dataDir, id), (db) => readAvis(db, query)) ?? []
    },
  }
}

function resolveId(dataDir: string, id: string): string | null {
  const ids = reportIds(dataDir)
  // A file that holds no report, as a full disk may leave one, does not hide the last report that there is.
  if (id === 'derniere') return ids.findLast((one) => readHead(dataDir, one) !== null) ?? null
  return ids.includes(id) ? id : null
}

function readHead(dataDir: string, id: string | null): Alimentation | null {
  const report = withReport(dataDir, id, readAlimentation)
  return report === null ? null : settled(report, dataDir)
}

/** @returns null when there is no such report, or when a killed import left a file that holds none */
function withReport<T>(dataDir: string, id: string | null, read: (db: Database.Database) => T): T | null {
  if (id === null) return null
  let db: Database.Database | null = null
  try {
    db = new Database(reportPath(dataDir, id), { readonly: true, fileMustExist: true })
    return read(db)
  } catch (error) {
    if (error instanceof Database.SqliteError) return null
    throw error
  } finally {
    db?.close()
  }
}

function readAlimentation(db: Database.Database): Unsettled | null {
  const head = db.prepare('SELECT id, debut, fin, etat, motif FROM import').get() as
    | { id: string; debut: string; fin: string | null; etat: Unsettled['etat']; motif: string | null }
    | undefined
  if (head === undefined) return null
  const counts = db.prepare(
    `SELECT c.code, r.severite, r.titre, r.attendu, c.nombre FROM comptage c JOIN regle r ON r.code = c.code
     WHERE c.fichier = ? ORDER BY r.severite = 'Information', r.severite = 'Avertissement', c.code`,
  )
  const files = db.prepare('SELECT * FROM fichier ORDER BY numero').all() as Omit<FichierAlimente, 'avis'>[]
  const fichiers = files.map((file) => ({ ...file, avis: counts.all(file.numero) as ComptageAvis[] }))
  const total = (key: 'lues' | 'chargees' | 'refusees'): number => fichiers.reduce((sum, file) => sum + file[key], 0)
  return {
    ...head,
    fin: head.fin ?? head.debut,
    avertissements: rowsOf<{ texte: string }>(db, 'avertissement').map(({ texte }) => texte),
    baisses: rowsOf<BaisseAcceptee>(db, 'baisse'),
    ecartes: rowsOf<FichierEcarte>(db, 'ecarte'),
    totaux: { lues: total('lues'), chargees: total('chargees'), refusees: total('refusees') },
    fichiers,
  }
}

/** Rows of a table that reports of older versions lack. */
function rowsOf<T>(db: Database.Database, table: 'avertissement' | 'baisse' | 'ecarte'): T[] {
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table)
  return known === undefined ? [] : (db.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all() as T[])
}

function readAvis(db: Database.Database, query: AvisQuery): Avis[] {
  const rows = db
    .prepare(
      `SELECT a.fichier, f.nom AS nomFichier, a.code, r.severite, a.ligne, a.colonne, a.valeur, r.titre, a.detail,
         a.contenu
       FROM avis a JOIN regle r ON r.code = a.code JOIN fichier f ON f.numero = a.fichier
       WHERE (? IS NULL OR r.severite = ?) AND (? IS NULL OR a.code = ?)
       ORDER BY a.fichier, a.ligne, a.rowid LIMIT ? OFFSET ?`,
    )
    .all(
      query.severite ?? null,
      query.severite ?? null,
      query.code ?? null,
      query.code ?? null,
      query.limite,
      query.decalage,
    ) as (Omit<Avis, 'message'> & { titre: string; detail: string | null })[]
  return rows.map(({ titre, detail, ...row }) => ({
    ...row,
    message: detail === null ? titre : `${titre} : ${detail}`,
  }))
}
