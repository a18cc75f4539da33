import { open } from 'node:fs/promises'
import { plainWords } from '../text/fold.js'
import { extensionOf } from './file-name.js'
import type { FeedKind } from './row.js'
import { withoutHint } from './separator.js'
import { firstBytes } from './zip-bytes.js'

/** What a file without a known name is looked at for, in messages. */
export const KNOWN_COLUMNS = 'un fichier de correspondance aux colonnes « N° ADELI » et « N° RPPS »'

/** No header that is looked for is longer. */
const LONGEST = 512
/** More columns make it another file, which has both numbers among others. */
const MOST_COLUMNS = 4
const ADELI = /^(?:ANCIEN)?(?:N|NO|NUM|NUMERO)?ADELI$/
const RPPS = /^(?:N|NO|NUM|NUMERO)?RPPS$/

/**
 * The kind of a text file whose name says nothing, by its first line: nobody fixes the name of the file that leads from old
 * ADELI numbers to RPPS.
 * @param entry of the archive at `path`; null when it is a plain file
 * @returns null for any other file, and for one that cannot be read: whoever names it is told by its name
 */
export async function kindByColumns(name: string, path: string, entry: string | null): Promise<FeedKind | null> {
  if (!['csv', 'txt'].includes(extensionOf(name))) return null
  const start = await (entry === null ? startOf(path) : firstBytes(path, entry, LONGEST)).catch(() => null)
  return start !== null && isCorrespondence(start) ? 'correspondance-adeli' : null
}

async function startOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST), 0, LONGEST, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function isCorrespondence(start: Buffer): boolean {
  const [header] = withoutHint(decoded(start).replaceAll('\r\n', '\n').trimStart())
    .trimStart()
    .split(/[\r\n]/, 1)
  const names = header!.split(/[;,\t]/).map((cell) => plainWords(cell).join(''))
  return names.length <= MOST_COLUMNS && names.some((one) => ADELI.test(one)) && names.some((one) => RPPS.test(one))
}

/** The degree sign of « N° » is one byte in files of Windows. */
function decoded(start: Buffer): string {
  const text = start.toString('utf8')
  return text.includes('\ufffd') ? start.toString('latin1') : text
}
