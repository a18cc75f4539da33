import Database from 'better-sqlite3'
import { generationPath, published } from '../store/generations.js'

/** How much a generation publishes. */
export interface PublishedCounts {
  readonly professionnels: number
  /** Mailboxes by source. */
  readonly balsBySource: ReadonlyMap<string, number>
}

/**
 * Reads the published generation, whatever version built it.
 * @returns null when nothing is published, or when what is published cannot be read: nothing can be compared then
 */
export function readPublished<T>(dataDir: string, read: (db: Database.Database) => T): T | null {
  const current = published(dataDir)
  if (current === null) return null
  let db: Database.Database | null = null
  try {
    db = new Database(generationPath(dataDir, current.id), { readonly: true, fileMustExist: true })
    return read(db)
  } catch (error) {
    if (isDamage(error)) return null
    throw error
  } finally {
    db?.close()
  }
}

/** @returns null when there is nothing to compare with */
export function publishedCounts(dataDir: string): PublishedCounts | null {
  return readPublished(dataDir, (db) => ({
    professionnels: db.prepare('SELECT count(*) FROM professionnel').pluck().get() as number,
    balsBySource: new Map(
      db.prepare('SELECT source, count(*) FROM bal GROUP BY source').raw().all() as [string, number][],
    ),
  }))
}

/** Only a new import can put a damaged generation right: that it is damaged does not stop the import. */
function isDamage(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT|ERROR)/.test(error.code)
}
