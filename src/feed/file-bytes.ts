import { type FileHandle, open } from 'node:fs/promises'
import type { FeedFile } from './contract.js'
import { refusal, systemFault, whereIs } from './refusal.js'

/**
 * Measured from 64 KiB to 4 MiB: 128 KiB is the fastest, because the bytes and their text stay in the processor's cache
 * and the text is small enough for the young generation. It also bounds what one kept cell keeps alive.
 */
export const CHUNK = 128 * 1024

/** The bytes of a plain file. A yielded chunk is valid until the next one is asked for. */
export async function* fileBytes(file: FeedFile): AsyncGenerator<Buffer> {
  const { path } = file.location
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(file, error)
  })
  // The next chunk is read by a thread of the pool while the consumer works on this one.
  const buffers = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)] as const
  let pending = read(handle, buffers[0])
  try {
    const before = await handle.stat()
    let total = 0
    for (let turn = 1; ; turn++) {
      const chunk = await pending.catch((error: unknown) => {
        throw unreadable(file, error)
      })
      if (chunk.length === 0) break
      total += chunk.length
      pending = read(handle, buffers[turn % 2 === 0 ? 0 : 1])
      yield chunk
    }
    const after = await handle.stat()
    if (total !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changed(file)
  } finally {
    await pending.catch(() => undefined)
    await handle.close()
  }
}

function read(handle: FileHandle, buffer: Buffer): Promise<Buffer> {
  const reading = handle.read(buffer, 0, buffer.length, null).then(({ bytesRead }) => buffer.subarray(0, bytesRead))
  // It may fail while nobody waits for it yet; whoever awaits it still gets the error.
  reading.catch(() => undefined)
  return reading
}

export function unreadable(file: FeedFile, cause: unknown) {
  return refusal({
    name: file.name,
    found: systemFault(cause),
    expected: 'un fichier lisible jusqu’au bout',
    where: whereIs(file),
    cause,
  })
}

export function changed(file: FeedFile) {
  return refusal({
    name: file.name,
    found: 'le fichier a changé pendant la lecture',
    expected: 'un fichier complet, que plus rien n’écrit',
    where: whereIs(file),
  })
}
