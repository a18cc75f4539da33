import { AnnuaireError } from '../errors.js'
import { LOADUSER_FORMATS, type LoaduserFormat, loaduserBook } from '../records/loaduser-book.js'
import type { Sheet } from '../sheets/xlsx-writer.js'
import { writeOutput } from './write-output.js'

/** @throws AnnuaireError USAGE for another format */
export function loaduserFormat(given: string | undefined): LoaduserFormat {
  const found = LOADUSER_FORMATS.find((format) => format === (given ?? 'xlsx'))
  if (found !== undefined) return found
  throw new AnnuaireError('USAGE', `Format inconnu : « ${given} ». Formats : ${LOADUSER_FORMATS.join(', ')}.`)
}

/**
 * Writes a loaduser file: on the screen for CSV, in a file otherwise.
 * @param rows in the order of LOADUSER_LAYOUT @param more sheets behind the first one, for xlsx
 * @throws AnnuaireError USAGE when a workbook has no file to go to
 */
export async function writeLoaduser(
  format: LoaduserFormat,
  rows: Iterable<readonly string[]>,
  sortie: string | undefined,
  more: readonly Sheet[] = [],
): Promise<void> {
  if (format === 'xlsx' && sortie === undefined && process.stdout.isTTY) {
    throw new AnnuaireError('USAGE', 'Un classeur ne s’affiche pas à l’écran : --sortie fichier.xlsx.')
  }
  await writeOutput(loaduserBook(format, rows, more), sortie)
}
