import type { AnnuaireError } from '../../errors.js'
import type { FeedFile } from '../contract.js'
import { refusal } from '../refusal.js'

const EXPECTED = 'un classeur XLSX intact et sans mot de passe (dans le tableur : Enregistrer sous… XLSX)'

/** A workbook that cannot be trusted. @param part of it, or the sheet and cell */
export function partRefused(file: FeedFile, part: string, found: string, expected: string = EXPECTED): AnnuaireError {
  return refusal({ name: file.name, found, expected, where: `${file.location.path}, ${part}` })
}
