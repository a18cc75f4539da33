import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AnnuaireError } from '../errors.js'
import { closeToOthers } from './close-to-others.js'

/** Another process has the lock: nothing is wrong with what was given. */
export class LockTaken extends AnnuaireError {}

/**
 * One import at a time for a data folder.
 * @returns the function that lets the lock go
 * @throws AnnuaireError ALIMENTATION_REFUSEE when another import runs
 */
export function lockImports(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true })
  closeToOthers(dataDir)
  return takeLock(join(dataDir, 'import.verrou'), `Un autre import est en cours dans ${dataDir}.`)
}

/**
 * Takes a lock that is SQLite's own on a file: the system lets it go when the process dies, however it dies.
 * @param taken what to say when another process has it
 * @returns the function that lets it go
 * @throws AnnuaireError ALIMENTATION_REFUSEE when another process has it
 */
export function takeLock(path: string, taken: string): () => void {
  const db = new Database(path, { timeout: 0 })
  try {
    db.pragma('journal_mode = MEMORY')
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) {
      throw new LockTaken('ALIMENTATION_REFUSEE', taken)
    }
    throw error
  }
  return () => db.close()
}
