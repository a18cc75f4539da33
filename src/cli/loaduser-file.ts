import { Readable } from 'node:stream'
import { AnnuaireError } from '../errors.js'
import { LOADUSER_HEADER } from '../records/loaduser-layout.js'
import { type Sheet, xlsx } from '../sheets/xlsx-writer.js'
import { csvLine } from '../text/csv-line.js'
import { writeOutput } from './write-output.js'

const LOADUSER_FORMATS = ['xlsx', 'csv'] as const
export type LoaduserFormat = (typeof LOADUSER_FORMATS)[number]

/** @throws AnnuaireError USAGE for another format */
export function loaduserFormat(given: string | undefined): LoaduserFormat {
  const found = LOADUSER_FORMATS.find((format) => format === (given ?? 'xlsx'))
  if (found !== undefined) return found
  throw new AnnuaireError('USAGE', `Format inconnu : « ${given} ». Formats : ${LOADUSER_FORMATS.join(', ')}.`)
}

const WIDTHS = LOADUSER_HEADER.map((name) => (name === '' ? 4 : Math.max(14, name.length + 2)))

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
  const content =
    format === 'xlsx'
      ? xlsx([{ name: 'loaduser', header: LOADUSER_HEADER, widths: WIDTHS, rows }, ...more])
      : Readable.from(csvLines(rows))
  await writeOutput(content, sortie)
}

function* csvLines(rows: Iterable<readonly string[]>): Generator<string> {
  yield `\ufeff${csvLine(LOADUSER_HEADER)}`
  for (const row of rows) yield csvLine(row)
}
