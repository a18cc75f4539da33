import Database from 'better-sqlite3'
import { AnnuaireError } from '../errors.js'
import { registerVersion } from './generation-info.js'
import { generationPath, hiddenPath } from './generations.js'
import { HiddenRegister } from './hidden-register.js'
import { hiddenByRegister } from './hidden-rows.js'
import { publishedInOrder } from './history.js'

/**
 * How many mailboxes of the generation that `revenir` would publish stay hidden, by the latest word of their sources. What
 * is found is kept for the servers that will open it.
 * @returns 0 when there is no such generation, or when it is of a format that cannot be read
 */
export function hiddenInPrevious(dataDir: string): number {
  const id = publishedInOrder(dataDir).at(-2)
  if (id === undefined) return 0
  const register = HiddenRegister.open(dataDir, { create: false })
  if (register === null) return 0
  const db = new Database(generationPath(dataDir, id), { readonly: true })
  try {
    return hiddenByRegister(db, register, registerVersion(db), hiddenPath(dataDir, id)).length
  } catch (error) {
    if (error instanceof Database.SqliteError) return 0
    throw error
  } finally {
    db.close()
    register.close()
  }
}

/**
 * Lets the addresses show again that some sources hid by their latest word.
 * @throws AnnuaireError INTROUVABLE for a source that hides nothing
 */
export function reveal(dataDir: string, sources: readonly string[]): void {
  if (sources.length === 0) return
  const register = HiddenRegister.open(dataDir, { create: true })!
  try {
    const counts = register.counts()
    const unknown = sources.filter((source) => !counts.has(source))
    if (unknown.length > 0) {
      throw new AnnuaireError('INTROUVABLE', `Le registre ne masque aucune adresse pour : ${unknown.join(', ')}.`)
    }
    register.replace(new Map(sources.map((source) => [source, []])))
  } finally {
    register.close()
  }
}
