import Database from 'better-sqlite3'
import { AnnuaireError } from '../errors.js'
import { registerState } from './generation-info.js'
import { generationPath, hiddenPath, published } from './generations.js'
import { checkRegister, HiddenRegister } from './hidden-register.js'
import { hiddenByRegister, rememberRows } from './hidden-rows.js'
import { publishedInOrder } from './history.js'

/**
 * How many mailboxes of the generation that `revenir` would publish stay hidden, by the latest word of their sources.
 * @returns 0 when there is no such generation, or when it is of a format that cannot be read
 * @throws AnnuaireError INDISPONIBLE when the register is not the one that the generation was built with
 */
export function hiddenInPrevious(dataDir: string): number {
  return hiddenIn(dataDir, publishedInOrder(dataDir).at(-2))
}

/**
 * Readies the published generation for what the register has come to say: servers follow it within a second.
 * @returns the number of its mailboxes that stay hidden
 */
export function hiddenInPublished(dataDir: string): number {
  return hiddenIn(dataDir, published(dataDir)?.id)
}

/** What is found is kept for the servers that have it open, or will. */
function hiddenIn(dataDir: string, id: string | undefined): number {
  if (id === undefined) return 0
  const register = HiddenRegister.open(dataDir, { create: false })
  let db: Database.Database | null = null
  try {
    db = new Database(generationPath(dataDir, id), { readonly: true })
    const built = registerState(db)
    checkRegister(register, built)
    return hiddenByRegister(db, register, built, hiddenPath(dataDir, id)).length
  } catch (error) {
    if (error instanceof Database.SqliteError) return 0
    throw error
  } finally {
    db?.close()
    register?.close()
  }
}

/**
 * To be asked before anything is changed.
 * @throws AnnuaireError INTROUVABLE for a source that hides nothing, naming those that do
 */
export function checkRevealed(dataDir: string, sources: readonly string[]): void {
  if (sources.length === 0) return
  const register = HiddenRegister.open(dataDir, { create: false })
  const known = [...(register?.counts().keys() ?? [])]
  register?.close()
  const unknown = sources.filter((source) => !known.includes(source))
  if (unknown.length === 0) return
  const hiding =
    known.length === 0 ? 'Aucune source ne masque d’adresse.' : `Sources qui en masquent : ${known.join(', ')}.`
  throw new AnnuaireError('INTROUVABLE', `Le registre ne masque aucune adresse pour : ${unknown.join(', ')}. ${hiding}`)
}

/** Lets the addresses show again that some sources hid by their latest word. */
export function reveal(dataDir: string, sources: readonly string[]): void {
  if (sources.length === 0) return
  keepOnly(dataDir, new Map(sources.map((source) => [source, []])))
}

/**
 * Once a generation is published, its word is all that its sources hide.
 * @param id of that generation: it holds nothing of what stays hidden
 * @returns what could not be done, in French
 */
export function settleRegister(
  dataDir: string,
  id: string,
  word: ReadonlyMap<string, readonly Buffer[]>,
): readonly string[] {
  try {
    keepOnly(dataDir, word, (edition) => rememberRows(hiddenPath(dataDir, id), edition, []))
    return []
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return [
      `Le registre masque encore ce que des sources ne masquent plus : il n’a pas pu être écrit (${code ?? error}).`,
    ]
  }
}

function keepOnly(
  dataDir: string,
  word: ReadonlyMap<string, readonly Buffer[]>,
  shortening?: (edition: string) => void,
): void {
  const register = HiddenRegister.open(dataDir, { create: true })!
  try {
    register.keepOnly(word, shortening)
  } finally {
    register.close()
  }
}
