import { type BigIntStats, lstatSync, opendirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AnnuaireError } from '../errors.js'
import { faultSentence } from '../system-fault.js'
import { closeNames } from '../text/close-names.js'
import { printable } from '../text/printable.js'
import { NATIONAL } from '../values/index.js'

/** A file that somebody has deposited, or is depositing. */
export interface Seen {
  readonly source: string
  readonly name: string
  readonly path: string
  readonly bytes: number
  /** Changes whenever the file does. */
  readonly stamp: string
  /** A file beside it, of the same name and `.ok`, says that it is complete. */
  readonly isConfirmed: boolean
}

/** Something in the folder of the deposits that is not taken. */
export interface LeftThere {
  /** Null outside the folder of a known source. */
  readonly source: string | null
  readonly name: string
  /** Why, in French. */
  readonly reason: string
}

export interface Look {
  readonly seen: readonly Seen[]
  readonly left: readonly LeftThere[]
}

/** Names looked at in one folder: a partner's program that has gone wild fills no memory. */
const MOST_NAMES = 1_000
/** Bytes of a name: an archive puts the moment before it, and the reason of a refusal an ending behind. */
const LONGEST_NAME = 180
/** A confirmation is none by itself either. */
const NO_DEPOSIT = /^\.|(?:~|\.(?:ok|part|partial|partiel|filepart|tmp|temp|crdownload|swp|lock))$/i
const CONFIRMATION = '.ok'
const CONTROL = /[\p{Cc}\ufffd/]/u
const ORDINARY = 'un fichier ordinaire est attendu'

/**
 * What lies in the folder of the deposits: one folder for each source, one level, links never followed.
 * @throws AnnuaireError CONFIGURATION_INVALIDE when the folder itself is missing or cannot be read
 */
export function look(root: string, known: readonly string[]): Look {
  const seen: Seen[] = []
  const left: LeftThere[] = []
  const { names, isWhole } = namesOf(root)
  if (!isWhole) left.push({ source: null, name: root, reason: `plus de ${MOST_NAMES} noms : les suivants attendent` })
  for (const name of names) {
    if (name.startsWith('.')) continue
    const found = statusOf(join(root, name))
    if (found === null) continue
    const isKnown = known.includes(name) || name === NATIONAL
    if (found.isDirectory() && isKnown) lookInto(name, join(root, name), seen, left)
    else left.push({ source: null, name: printable(name), reason: strayReason(name, found, known) })
  }
  return { seen, left }
}

function strayReason(name: string, found: BigIntStats, known: readonly string[]): string {
  if (found.isSymbolicLink()) return 'c’est un lien : il n’est pas suivi'
  if (!found.isDirectory()) return 'un dépôt se fait dans le dossier de sa source'
  const close = closeNames(name, [...known, NATIONAL]).map((one) => `« ${one} »`)
  const hint = close.length === 0 ? '' : ` ; vouliez-vous dire ${close.join(' ou ')} ?`
  return `source inconnue${hint} (ANNUAIRE_SOURCES en ajoute d’autres)`
}

function lookInto(source: string, folder: string, seen: Seen[], left: LeftThere[]): void {
  let listed: ReturnType<typeof namesOf>
  try {
    listed = namesOf(folder)
  } catch (error) {
    left.push({ source, name: `${source}/`, reason: (error as Error).message })
    return
  }
  const { names, isWhole } = listed
  if (!isWhole) left.push({ source, name: `${source}/`, reason: `plus de ${MOST_NAMES} noms : les suivants attendent` })
  for (const name of names) {
    if (NO_DEPOSIT.test(name)) continue
    const path = join(folder, name)
    const found = statusOf(path)
    if (found === null) continue
    const reason = refusedAs(name, found)
    if (reason !== null) left.push({ source, name: printable(name.slice(0, LONGEST_NAME)), reason })
    else {
      const isConfirmed = confirms(confirmationOf(path), found)
      seen.push({ source, name, path, bytes: Number(found.size), stamp: stampOf(found), isConfirmed })
    }
  }
}

/** Why an entry is no deposit; null when it is one. */
function refusedAs(name: string, found: BigIntStats): string | null {
  if (found.isSymbolicLink()) return `c’est un lien, qui n’est pas suivi ; ${ORDINARY}`
  if (found.isDirectory()) return 'sous-dossier non parcouru'
  if (!found.isFile()) return `ce n’est pas un fichier ; ${ORDINARY}`
  if (CONTROL.test(name)) return 'son nom a des caractères illisibles ou de contrôle'
  if (Buffer.byteLength(name) > LONGEST_NAME) return `son nom est trop long (${LONGEST_NAME} octets au plus)`
  return null
}

/** One that is older than the file was left by the deposit before. */
function confirms(path: string, file: BigIntStats): boolean {
  const found = statusOf(path)
  return found?.isFile() === true && found.mtimeNs >= file.mtimeNs
}

/** Where the confirmation of a file is, if there is one. */
export function confirmationOf(path: string): string {
  return path + CONFIRMATION
}

/** Tells one state of a file from another. */
export function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}`
}

/** Null when it has gone. */
export function statusOf(path: string): BigIntStats | null {
  try {
    return lstatSync(path, { bigint: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function namesOf(path: string): { readonly names: ReadonlySet<string>; readonly isWhole: boolean } {
  const names = new Set<string>()
  try {
    // Of a link that is not to be followed this is not asked: only the administrator's own folder may be one.
    if (!statSync(path).isDirectory()) throw missing(path, 'ce n’est pas un dossier')
    const folder = opendirSync(path)
    try {
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
        if (names.size === MOST_NAMES) return { names, isWhole: false }
        names.add(entry.name)
      }
    } finally {
      folder.closeSync()
    }
  } catch (cause) {
    if (cause instanceof AnnuaireError) throw cause
    const isGone = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw missing(path, isGone ? 'il n’existe pas' : (faultSentence(cause) ?? String(cause)).replace(/\.$/, ''), cause)
  }
  return { names: new Set([...names].sort()), isWhole: true }
}

function missing(folder: string, why: string, cause?: unknown): AnnuaireError {
  const message = `Le dossier des dépôts ${folder} ne peut pas être lu : ${why}. Créez-le, ou changez ANNUAIRE_DEPOT.`
  return new AnnuaireError('CONFIGURATION_INVALIDE', message, [], { cause })
}
