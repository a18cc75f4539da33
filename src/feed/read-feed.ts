import { createHash } from 'node:crypto'
import { wholeLines } from './blocks.js'
import type { FeedFile, FeedHandlers, FeedSummary } from './contract.js'
import { readCsv } from './csv.js'
import { fileBytes } from './file-bytes.js'
import { extensionOf } from './file-name.js'
import { LineDecoder } from './line-decoder.js'
import { readPiped } from './piped.js'
import { refusal, whereIs } from './refusal.js'
import type { FeedKind } from './row.js'
import { refuseBinary, refuseOldWorkbook } from './sniff.js'
import { readWhiteListRows } from './white-list.js'
import { readWorkbook } from './workbook/read-workbook.js'
import { zipBytes } from './zip-bytes.js'

/** Files that office suites make; the others have bars and no quotes. */
const CSV_KINDS: ReadonlySet<FeedKind> = new Set(['regional', 'correspondance-adeli'])

/**
 * Reads one file, from its bytes to its rows, in one pass and in bounded memory.
 * @throws AnnuaireError ALIMENTATION_REFUSEE when the file as a whole cannot be trusted; rows may have been delivered
 * before (a wrong checksum shows at the end), so the caller publishes nothing until the promise is fulfilled
 */
export async function readFeed(file: FeedFile, handlers: FeedHandlers): Promise<FeedSummary> {
  const hash = createHash('sha256')
  const decoder = new LineDecoder((fault) => handlers.fault?.(fault))
  let bytes = 0

  async function* watched(): AsyncGenerator<Buffer> {
    const { entry } = file.location
    for await (const chunk of entry === null ? fileBytes(file) : zipBytes(file, entry)) {
      if (bytes === 0) refuseBinary(file, chunk)
      bytes += chunk.length
      hash.update(chunk)
      handlers.progress?.(bytes)
      yield chunk
    }
    if (bytes === 0) throw empty(file)
  }

  if (isWorkbook(file)) {
    // The parts lie anywhere in the archive: its fingerprint is taken first.
    for await (const chunk of fileBytes(file)) {
      if (bytes === 0) refuseOldWorkbook(file, chunk)
      bytes += chunk.length
      hash.update(chunk)
    }
    if (bytes === 0) throw empty(file)
    const counts = await readWorkbook(file, handlers)
    return { sha256: hash.digest('hex'), bytes, encoding: 'UTF-8', ...counts }
  }
  const counts = await (file.kind === 'liste-blanche'
    ? readWhiteListRows(file, watched(), handlers)
    : (CSV_KINDS.has(file.kind) ? readCsv : readPiped)(file, wholeLines(file, watched()), decoder, handlers))
  return { sha256: hash.digest('hex'), bytes, encoding: decoder.encoding, ...counts }
}

function isWorkbook({ kind, name }: FeedFile): boolean {
  return kind === 'regional' && extensionOf(name) === 'xlsx'
}

function empty(file: FeedFile) {
  return refusal({
    name: file.name,
    found: 'le fichier est vide',
    expected: 'une ligne d’en-tête et des lignes de données',
    where: whereIs(file),
  })
}
