import { ZipFile } from 'yazl'

/** A zip in memory; entries are [name, content, compressed or stored]. */
export async function zipped(...entries: (readonly [string, string | Buffer, boolean?])[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content, compress = true] of entries) {
    zip.addBuffer(Buffer.from(content), name, { compress, mtime: new Date('2026-01-02T03:04:00Z') })
  }
  zip.end()
  const parts: Buffer[] = []
  for await (const part of zip.outputStream) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

/** Writes over each place where the bytes occur, as no honest tool would. */
export function forged(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1')
}

/** Changes 2 or 4 bytes of the first record of the central directory. */
export function forgedField(zip: Buffer, offset: number, value: number, size: 2 | 4): Buffer {
  const copy = Buffer.from(zip)
  copy.writeUIntLE(value, copy.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + offset, size)
  return copy
}
