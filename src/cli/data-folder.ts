import { accessSync, constants, existsSync, lstatSync, mkdtempSync, readdirSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { AnnuaireError } from '../errors.js'

const { R_OK, W_OK, X_OK } = constants
const ELSEWHERE = 'changez ANNUAIRE_DATA_DIR'

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'les droits manquent',
  EPERM: 'les droits manquent',
  EROFS: 'ce disque est en lecture seule',
  ENOTDIR: 'une partie de ce chemin n’est pas un dossier',
  ENOENT: 'ce chemin mène à un endroit qui n’existe pas',
  EEXIST: 'un fichier porte déjà ce nom',
  EISDIR: 'un dossier porte déjà ce nom',
  ELOOP: 'ses liens symboliques tournent en rond',
  ENAMETOOLONG: 'son nom est trop long',
}
const SQLITE_REFUSAL = /^SQLITE_(CANTOPEN|READONLY|PERM)/

/**
 * Runs a command that keeps what it needs in a folder. What the system refuses it there, before or meanwhile, becomes
 * one sentence. A folder that can only be read serves the commands that only read.
 * @throws AnnuaireError CONFIGURATION_INVALIDE; and whatever else `run` throws
 */
export async function inDataFolder<T>(dataDir: string, run: () => Promise<T>): Promise<T> {
  const folder = resolve(dataDir)
  checkFolder(folder)
  try {
    return await run()
  } catch (error) {
    throw refusalIn(folder, error) ?? error
  }
}

function checkFolder(folder: string): void {
  if (!present(folder)) {
    checkCreation(folder)
    return
  }
  try {
    if (!statSync(folder).isDirectory()) throw refused(folder, 'n’est pas un dossier', ELSEWHERE)
    accessSync(folder, R_OK | X_OK)
  } catch (error) {
    throw error instanceof AnnuaireError ? error : cannot(folder, 'être lu', folder, error)
  }
}

/** A folder is made when something is written into it: the nearest one that exists must allow it. */
function checkCreation(folder: string): void {
  const parent = existing(dirname(folder))
  try {
    // Rights do not say everything (a read-only disk, /proc), and node makes folders in vain for ever in some places.
    rmdirSync(mkdtempSync(join(parent, '.annuaire-')))
  } catch (error) {
    throw cannot(folder, `être créé dans ${parent}`, parent, error)
  }
}

function refusalIn(folder: string, error: unknown): AnnuaireError | null {
  if (!(error instanceof Error) || error instanceof AnnuaireError) return null
  const code = codeOf(error)
  if (SQLITE_REFUSAL.test(code)) {
    const forbidden = forbiddenIn(folder)
    return cannot(folder, 'être ouvert ou écrit', forbidden?.at ?? folder, forbidden?.error ?? error)
  }
  const { path, dest } = error as NodeJS.ErrnoException & { dest?: string }
  if (path === undefined || REASONS[code] === undefined) return null
  const inside = [path, dest ?? path].some((one) => `${resolve(one)}${sep}`.startsWith(folder + sep))
  if (inside) return cannot(folder, 'être ouvert ou écrit', existing(resolve(path)), error)
  const message = `${path} ne peut pas être ouvert ou écrit : ${REASONS[code]}.`
  return new AnnuaireError('CONFIGURATION_INVALIDE', message, [], { cause: error })
}

interface Forbidden {
  readonly at: string
  readonly error: unknown
}

/** SQLite does not say what it cannot open: the first place of the folder that this user may not read and write. */
function forbiddenIn(place: string): Forbidden | null {
  try {
    accessSync(place, R_OK | W_OK)
    if (!statSync(place).isDirectory()) return null
    const names = readdirSync(place)
    return names.map((name) => forbiddenIn(join(place, name))).find((one) => one !== null) ?? null
  } catch (error) {
    return { at: place, error }
  }
}

/** @param at the place whose rights, disk or name are at fault */
function cannot(folder: string, what: string, at: string, error: unknown): AnnuaireError {
  const code = codeOf(error)
  const rights = code === 'EACCES' || code === 'EPERM' || code.startsWith('SQLITE_')
  const owner = rights ? otherOwner(at) : null
  const which = at === folder ? 'il' : at
  const reason =
    owner === null ? (REASONS[code] ?? `le système répond ${code}`) : `${which} est à l’utilisateur ${owner}`
  const mending = rights ? `donnez-en le droit à l’utilisateur de cette commande, ou ${ELSEWHERE}` : ELSEWHERE
  return refused(folder, `ne peut pas ${what} (${reason})`, mending, error)
}

function otherOwner(path: string): number | null {
  try {
    const { uid } = statSync(path)
    return uid === process.geteuid?.() ? null : uid
  } catch {
    return null
  }
}

/** The path itself, or the nearest folder above it that exists. */
function existing(path: string): string {
  return present(path) || dirname(path) === path ? path : existing(dirname(path))
}

/** Whether something has that name, be it a link to nowhere. */
function present(path: string): boolean {
  if (existsSync(path)) return true
  try {
    lstatSync(path)
    return true
  } catch (error) {
    return codeOf(error) !== 'ENOENT'
  }
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code)

function refused(folder: string, why: string, mending: string, cause?: unknown): AnnuaireError {
  const message = `Le dossier de données ${folder} ${why} : ${mending}.`
  return new AnnuaireError('CONFIGURATION_INVALIDE', message, [], { cause })
}
