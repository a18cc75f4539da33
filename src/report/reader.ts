import Database from 'better-sqlite3'
import { reportIds, reportPath } from './files.js'
import type { Alimentation, Avis, ComptageAvis, FichierAlimente } from './model.js'
import type { AvisQuery, ReportReader } from './port.js'

/** Reads the reports of a data folder. Each call opens the file it needs: reports are read a few times a day. */
export function openReports(dataDir: string): ReportReader {
  return {
    async list(limite) {
      const ids = reportIds(dataDir).reverse().slice(0, limite)
      return ids.map((id) => withReport(dataDir, id, readAlimentation)).filter((report) => report !== null)
    },
    async get(id) {
      return withReport(dataDir, resolveId(dataDir, id), readAlimentation)
    },
    async avis(id, query) {
      return withReport(dataDir, resolveId(dataDir, id), (db) => readAvis(db, query)) ?? []
    },
  }
}

function resolveId(dataDir: string, id: string): string | null {
  const ids = reportIds(dataDir)
  if (id === 'derniere') return ids.at(-1) ?? null
  return ids.includes(id) ? id : null
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

function readAlimentation(db: Database.Database): Alimentation | null {
  const head = db.prepare('SELECT id, debut, fin, etat, motif FROM import').get() as
    | { id: string; debut: string; fin: string | null; etat: Alimentation['etat']; motif: string | null }
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
    totaux: { lues: total('lues'), chargees: total('chargees'), refusees: total('refusees') },
    fichiers,
  }
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
