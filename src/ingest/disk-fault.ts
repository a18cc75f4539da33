import { AnnuaireError } from '../errors.js'

/** What the system and SQLite answer when the disk is at fault (rights: cli/data-folder.ts), in the words of those who can change it. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/^(ENOSPC|EDQUOT|EFBIG|EIO|SQLITE_FULL|SQLITE_IOERR.*)$/, 'le disque est plein ou en défaut'],
  [/^(EMFILE|ENFILE)$/, 'trop de fichiers sont ouverts'],
]

/** The administrator's matters are told as such, not as internal errors. Any other error is given back as it is. */
export function asRefusal(error: unknown): unknown {
  const { code } = error as { code?: unknown }
  if (error instanceof AnnuaireError || typeof code !== 'string') return error
  const reason = FAULTS.find(([pattern]) => pattern.test(code))?.[1]
  if (reason === undefined) return error
  return new AnnuaireError(
    'ALIMENTATION_REFUSEE',
    `L’import n’a pas pu écrire ses fichiers (${code}) : ${reason}. Rien n’a été publié.`,
    [],
    { cause: error },
  )
}
