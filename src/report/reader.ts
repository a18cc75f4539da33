import { setImmediate } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { Remembered } from '../remembered.js'
import type {
  Actor,
  Alimentation,
  BaisseAcceptee,
  ComptageAvis,
  FichierAlimente,
  FichierEcarte,
} from '../resources/report.js'
import { reportIds } from './files.js'
import { NoticePages } from './notice-pages.js'
import { isBeingWritten, openReport, stampOf, unreadable } from './open-report.js'
import type { ReportReader } from './port.js'
import { settled, type Unsettled } from './state.js'

/** Heads kept in memory: all the reports of a folder. */
const KEPT_HEADS = 64

/** Reads the reports of a data folder, whole. Each call opens the file it needs, unless it has read it as it is now. */
export function openReports(dataDir: string): ReportReader {
  return new FolderReports(dataDir)
}

class FolderReports implements ReportReader {
  readonly #dataDir: string
  readonly #pages: NoticePages
  /** By report and state of its file. */
  readonly #heads = new Remembered<string, Unsettled | null>(KEPT_HEADS)

  constructor(dataDir: string) {
    this.#dataDir = dataDir
    this.#pages = new NoticePages(dataDir)
  }

  async list(limite: number): Promise<Alimentation[]> {
    const found: Alimentation[] = []
    for (const id of this.#ids().reverse().slice(0, limite)) {
      const { report, read } = this.#headUnlessWritten(id)
      if (report !== null) found.push(report)
      // Thirty files to open are as many waits for whoever else asks something.
      if (read) await setImmediate()
    }
    return found
  }

  async get(id: string): Promise<Alimentation | null> {
    const known = this.#resolve(id)
    return known === null ? null : this.#head(known).report
  }

  async avis(id: string, query: Parameters<ReportReader['avis']>[1]): ReturnType<ReportReader['avis']> {
    const known = this.#resolve(id)
    return known === null ? [] : this.#pages.read(known, query)
  }

  #resolve(id: string): string | null {
    const ids = this.#ids()
    // A file that holds no report, as a full disk may leave one, does not hide the last report that there is.
    if (id === 'derniere') return ids.findLast((one) => this.#headUnlessWritten(one).report !== null) ?? null
    return ids.includes(id) ? id : null
  }

  #ids(): string[] {
    try {
      return reportIds(this.#dataDir)
    } catch (error) {
      throw unreadable(error)
    }
  }

  /** A list goes without the report that an import is writing at this moment. */
  #headUnlessWritten(id: string): { readonly report: Alimentation | null; readonly read: boolean } {
    try {
      return this.#head(id)
    } catch (error) {
      if (isBeingWritten(error)) return { report: null, read: true }
      throw error
    }
  }

  #head(id: string): { readonly report: Alimentation | null; readonly read: boolean } {
    const stamp = stampOf(this.#dataDir, id)
    if (stamp === null) return { report: null, read: false }
    const known = this.#heads.get(stamp)
    if (known !== undefined) return { report: this.#settle(known), read: false }
    const db = openReport(this.#dataDir, id)
    let report: Unsettled | null
    try {
      report = db === null ? null : readAlimentation(db)
    } finally {
      db?.close()
    }
    this.#heads.set(stamp, report)
    return { report: this.#settle(report), read: true }
  }

  /** What came of an import that was killed while it published, only the pointer knows. */
  #settle(report: Unsettled | null): Alimentation | null {
    return report === null ? null : settled(report, this.#dataDir)
  }
}

function readAlimentation(db: Database.Database): Unsettled | null {
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
  }
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
