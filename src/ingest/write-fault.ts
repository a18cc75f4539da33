import { AnnuaireError } from '../errors.js'
import { faultSentence } from '../system-fault.js'

/** Rights are explained with the owner of the place, by cli/data-folder.ts. */
const RIGHTS = /^(EACCES|EPERM|EROFS|SQLITE_(CANTOPEN|READONLY|PERM).*)$/

/** The administrator's matters are named as such, not as internal errors. Any other error is given back as it is. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof AnnuaireError || RIGHTS.test(String((error as { code?: unknown }).code))) return error
  const sentence = faultSentence(error)
  if (sentence === null) return error
  const message = `L’import n’a pas pu écrire ses fichiers. ${sentence} Rien n’a été publié.`
  return new AnnuaireError('ALIMENTATION_REFUSEE', message, [], { cause: error })
}
