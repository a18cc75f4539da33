import { basename } from 'node:path'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { refusal, systemFault } from './refusal.js'

const MEBIBYTE = 1024 * 1024
const GIBIBYTE = 1024 * MEBIBYTE
const MOST_ENTRIES = 100
const MOST_BYTES = 6 * GIBIBYTE
const MOST_RATIO = 100
/** Small entries compress as they like: they can do no harm. */
const RATIO_FROM = 10 * MEBIBYTE

export interface Archive {
  readonly zip: ZipFile
  readonly entries: readonly Entry[]
}

/** Opens an archive and looks at every entry before any is read. The caller closes `zip`. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openPromise(path, { autoClose: false, strictFileNames: true }).catch((error: unknown) => {
    throw broken(path, error)
  })
  // An error met while closing comes as an event: unheard, it would end the process.
  zip.on('error', () => undefined)
  try {
    if (zip.entryCount > MOST_ENTRIES) {
      throw refused(path, `l’archive contient ${zip.entryCount} entrées`, `${MOST_ENTRIES} entrées au plus`)
    }
    const entries: Entry[] = []
    let total = 0
    for await (const entry of eachEntry(zip, path)) {
      total += entry.uncompressedSize
      guard(path, entry, total)
      if (entries.some(({ fileName }) => fileName === entry.fileName)) {
        throw refused(path, 'deux entrées portent le même nom', 'des noms distincts', entry.fileName)
      }
      entries.push(entry)
    }
    return { zip, entries }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function* eachEntry(zip: ZipFile, path: string): AsyncGenerator<Entry> {
  const entries = zip.eachEntry()
  for (;;) {
    const step = await entries.next().catch((error: unknown) => {
      throw broken(path, error)
    })
    if (step.done === true) return
    yield step.value
  }
}

function guard(path: string, entry: Entry, total: number): void {
  const { fileName, uncompressedSize, compressedSize } = entry
  if (fileName.includes('\0')) throw refused(path, 'un nom d’entrée contient un octet nul', SAFE_NAMES)
  if (entry.isEncrypted()) throw refused(path, 'une entrée est chiffrée', CLEAR, fileName)
  if (total > MOST_BYTES) {
    throw refused(path, `${gibibytes(total)} Gio une fois décompressé`, '6 Gio au plus', fileName)
  }
  if (uncompressedSize > RATIO_FROM && uncompressedSize > compressedSize * MOST_RATIO) {
    const ratio = Math.round(uncompressedSize / Math.max(1, compressedSize))
    throw refused(
      path,
      `taux de compression de ${ratio} pour 1 (bombe de décompression)`,
      '100 pour 1 au plus',
      fileName,
    )
  }
}

const SAFE_NAMES = 'des noms relatifs, sans « .. », sans barre oblique inverse et sans octet nul'
const CLEAR = 'une archive sans mot de passe'

export function refused(path: string, found: string, expected: string, entry?: string, cause?: unknown) {
  const where = entry === undefined ? path : `${path}, entrée ${JSON.stringify(entry.slice(0, 200))}`
  return refusal({ name: basename(path), found, expected, where, cause })
}

/** Says in French what yauzl met. Its messages are its only codes. */
export function broken(path: string, error: unknown, entry?: string) {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof Error && 'syscall' in error) {
    return refused(path, systemFault(error), 'une archive zip lisible', entry, error)
  }
  if (/absolute path|relative path|characters in fileName/.test(message)) {
    return refused(path, `une entrée sort de l’archive ou porte un nom interdit (${message})`, SAFE_NAMES, entry, error)
  }
  if (/encrypt/.test(message)) return refused(path, 'une entrée est chiffrée', CLEAR, entry, error)
  if (/end of central directory|too small|multi-disk/i.test(message)) {
    return refused(path, 'ce n’est pas un zip, ou il est tronqué', 'une archive zip complète', entry, error)
  }
  return refused(path, `l’archive est abîmée (${message})`, 'une archive zip complète et intacte', entry, error)
}

function gibibytes(bytes: number): string {
  return (bytes / GIBIBYTE).toLocaleString('fr-FR', { maximumFractionDigits: 1 })
}
