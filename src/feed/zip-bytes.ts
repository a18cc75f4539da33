import { stat } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import type { FeedFile } from './contract.js'
import { CHUNK, changed, unreadable } from './file-bytes.js'
import { broken, openArchive, refused } from './zip.js'

/** The bytes of one zip entry, inflated on the way: nothing is unpacked on disk. */
export async function* zipBytes(file: FeedFile, entryName: string): AsyncGenerator<Buffer> {
  const { path } = file.location
  const before = await look(file)
  const { zip, entries } = await openArchive(path)
  try {
    const entry = entries.find(({ fileName }) => fileName === entryName)
    if (entry === undefined)
      throw refused(path, 'l’entrée a disparu', 'l’archive telle qu’elle a été trouvée', entryName)
    yield* checked(path, entry, await inflated(path, zip, entry))
    const after = await look(file)
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changed(file)
  } finally {
    zip.close()
  }
}

/** The beginning of an entry, at most so many bytes, unchecked. */
export async function firstBytes(path: string, entryName: string, most: number): Promise<Buffer> {
  const { zip, entries } = await openArchive(path)
  try {
    const entry = entries.find(({ fileName }) => fileName === entryName)
    if (entry === undefined) return Buffer.alloc(0)
    const stream = await inflated(path, zip, entry)
    try {
      const { value } = await (stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>).next()
      return (value as Buffer | undefined)?.subarray(0, most) ?? Buffer.alloc(0)
    } finally {
      stream.destroy()
    }
  } finally {
    zip.close()
  }
}

function look(file: FeedFile) {
  return stat(file.location.path).catch((error: unknown) => {
    throw unreadable(file, error)
  })
}

/** Our own inflater: yauzl's yields 16 KiB at a time. */
async function inflated(path: string, zip: ZipFile, entry: Entry): Promise<Readable> {
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    const method = `méthode de compression ${entry.compressionMethod} inconnue`
    throw refused(path, method, 'la méthode « deflate » ou aucune', entry.fileName)
  }
  const raw = await zip.openReadStreamPromise(entry, { decodeFileData: false }).catch((error: unknown) => {
    throw broken(path, error, entry.fileName)
  })
  if (entry.compressionMethod === 0) return raw
  const inflater = createInflateRaw({ chunkSize: CHUNK / 2 })
  // A failure reaches the consumer through the inflater itself.
  pipeline(raw, inflater, () => undefined)
  return inflater
}

/** Holds the real bytes against the size and the checksum that the archive declares. */
async function* checked(path: string, entry: Entry, stream: Readable): AsyncGenerator<Buffer> {
  const bytes = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let total = 0
  let crc = 0
  let gathered: Buffer[] = []
  let length = 0
  try {
    for (;;) {
      const step = await bytes.next().catch((error: unknown) => {
        throw broken(path, error, entry.fileName)
      })
      if (step.done === true) break
      total += step.value.length
      if (total > entry.uncompressedSize) break
      crc = crc32(step.value, crc)
      gathered.push(step.value)
      length += step.value.length
      if (length >= CHUNK / 2) {
        yield gathered.length === 1 ? step.value : Buffer.concat(gathered)
        gathered = []
        length = 0
      }
    }
  } finally {
    stream.destroy()
  }
  const intact = 'une archive zip complète et intacte'
  if (total !== entry.uncompressedSize) {
    throw refused(path, 'la taille réelle de l’entrée n’est pas celle annoncée', intact, entry.fileName)
  }
  if (crc !== entry.crc32) {
    throw refused(path, 'la somme de contrôle (CRC-32) de l’entrée est fausse', intact, entry.fileName)
  }
  if (length > 0) yield Buffer.concat(gathered)
}
