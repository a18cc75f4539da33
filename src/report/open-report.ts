import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { AnnuaireError } from '../errors.js'
import { reportPath } from './files.js'

/** Files that hold no report: a killed import may leave one. */
const NO_REPORT = /^SQLITE_(NOTADB|ERROR|CORRUPT|EMPTY)/

/**
 * Tells one state of a report's file from another: a finished report never changes.
 * @returns null when the file is gone
 * @throws AnnuaireError INDISPONIBLE when the system does not say
 */
export function stampOf(dataDir: string, id: string): string | null {
  try {
    const { mtimeNs, size, ino } = statSync(reportPath(dataDir, id), { bigint: true })
    return `${id} ${mtimeNs} ${size} ${ino}`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw unreadable(error)
  }
}

/**
 * Opens a report to read it.
 * @returns null when the file holds no report
 * @throws AnnuaireError INDISPONIBLE when it cannot be read now: an import writes it, or no descriptor is left
 */
export function openReport(dataDir: string, id: string): Database.Database | null {
  let db: Database.Database | null = null
  try {
    // No wait for an import that writes its report: whoever reads reports shares a thread with everybody else.
    db = new Database(reportPath(dataDir, id), { readonly: true, fileMustExist: true, timeout: 0 })
    db.prepare('SELECT count(*) FROM import').get()
    return db
  } catch (error) {
    db?.close()
    if (error instanceof Database.SqliteError && NO_REPORT.test(error.code)) return null
    throw unreadable(error)
  }
}

/** True when an import holds the report that it writes. */
export function isBeingWritten(error: unknown): boolean {
  const cause = error instanceof AnnuaireError ? error.cause : null
  return cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')
}

/** What the system refused for the moment. */
export function unreadable(cause: unknown): AnnuaireError {
  return new AnnuaireError('INDISPONIBLE', 'Le rapport ne peut pas être lu pour le moment : réessayez.', [], { cause })
}
