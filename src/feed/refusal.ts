import { AnnuaireError, fault } from '../errors.js'
import type { FeedFile } from './contract.js'

export interface Refusal {
  /** File, folder or archive at fault. */
  readonly name: string
  readonly found: string
  readonly expected: string
  /** Path, archive entry, line. */
  readonly where: string
  readonly cause?: unknown
}

/** The one shape of a refusal: what was found, what was expected, and where. */
export function refusal({ name, found, expected, where, cause }: Refusal): AnnuaireError {
  return new AnnuaireError(
    'ALIMENTATION_REFUSEE',
    `« ${name} » est refusé : ${found}. Attendu : ${expected}. Emplacement : ${where}.`,
    [fault(name, expected, found)],
    cause === undefined ? undefined : { cause },
  )
}

/** Where a feed file lies, as a user reads it. */
export function whereIs(file: FeedFile, line?: number): string {
  const { path, entry } = file.location
  const place = entry === null ? path : `${path}, entrée ${entry}`
  return line === undefined ? place : `${place}, ligne ${line}`
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'introuvable',
  ENOTDIR: 'introuvable',
  EACCES: 'lecture non autorisée',
  EPERM: 'lecture non autorisée',
  EISDIR: 'c’est un dossier',
  EIO: 'erreur de lecture du disque',
  EMFILE: 'trop de fichiers ouverts',
  ELOOP: 'liens symboliques en boucle',
  ENAMETOOLONG: 'nom trop long',
}

/** What went wrong with the file system, in French. */
export function systemFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return SYSTEM_ERRORS[code] ?? `lecture impossible${code === '' ? '' : ` (${code})`}`
}
