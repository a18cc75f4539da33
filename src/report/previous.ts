import type Database from 'better-sqlite3'
import { publishedInOrder } from '../store/history.js'
import { reportIds } from './files.js'
import { openReport } from './open-report.js'
import { hasMarks } from './selection.js'

/**
 * The report with which that of an import is compared: the last import before it that was published, else the last one
 * that read its files to their end.
 * @returns null when there is none that can be compared
 */
export function previousReport(dataDir: string, id: string): string | null {
  const earlier = reportIds(dataDir).filter((one) => one < id)
  const published = new Set(publishedInOrder(dataDir))
  const last = earlier.filter((one) => published.has(one)).findLast((one) => isComparable(dataDir, one))
  return last ?? earlier.findLast((one) => isComparable(dataDir, one)) ?? null
}

function isComparable(dataDir: string, id: string): boolean {
  let db: Database.Database | null = null
  try {
    db = openReport(dataDir, id)
    if (db === null || !hasMarks(db)) return false
    const unread = db.prepare("SELECT count(*) FROM fichier WHERE sha256 = ''").pluck().get() as number
    return unread === 0 && db.prepare('SELECT 1 FROM fichier').get() !== undefined
  } catch {
    // What cannot be read cannot be compared with: the import does not fail for it.
    return false
  } finally {
    db?.close()
  }
}
