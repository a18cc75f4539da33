import { SaxesParser } from 'saxes'
import type { FeedFile } from '../contract.js'
import { zipBytes } from '../zip-bytes.js'
import { partRefused } from './part-refused.js'

/** What a reader of a part hears. Names come without their prefix, which each writer chooses. */
export interface PartReader {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Bytes that one element, attribute or text may take without anything being heard of it. */
const LONGEST_SILENCE = 4 * 1024 * 1024
/** Bytes parsed before the reader's rows go out. */
const AT_ONCE = 32 * 1024

/**
 * Parses a part of a workbook as it is inflated. A document type is refused, and with it every entity but XML's own.
 * @param most bytes of the part
 * @param after called after each step, and waited for
 * @throws AnnuaireError ALIMENTATION_REFUSEE
 */
export async function parsePart(
  file: FeedFile,
  part: string,
  most: number,
  reader: PartReader,
  after?: (bytes: number) => void | Promise<void>,
): Promise<void> {
  const parser = new SaxesParser()
  let heard = true
  parser.on('doctype', () => {
    throw partRefused(file, part, 'le XML déclare un type de document')
  })
  parser.on('error', (error) => {
    throw partRefused(file, part, `le XML est mal formé (${error.message.slice(0, 120)})`)
  })
  parser.on('opentag', ({ name, attributes }) => {
    heard = true
    reader.open?.(local(name), attributes as Record<string, string>)
  })
  parser.on('text', (text) => {
    heard = true
    reader.text?.(text)
  })
  parser.on('cdata', (text) => {
    heard = true
    reader.text?.(text)
  })
  parser.on('closetag', ({ name }) => {
    heard = true
    reader.close?.(local(name))
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decoded = (bytes?: Buffer): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw partRefused(file, part, 'le XML n’est pas en UTF-8')
    }
  }
  let read = 0
  let silent = 0
  for await (const chunk of zipBytes(file, part)) {
    read += chunk.length
    if (read > most)
      throw partRefused(file, part, `il dépasse ${Math.floor(most / 1024 / 1024)} Mio une fois décompressé`)
    for (let at = 0; at < chunk.length; at += AT_ONCE) {
      const bytes = chunk.subarray(at, at + AT_ONCE)
      heard = false
      parser.write(decoded(bytes))
      silent = heard ? 0 : silent + bytes.length
      if (silent > LONGEST_SILENCE) throw partRefused(file, part, 'un élément ou un texte dépasse 4 Mio')
      const wait = after?.(read)
      if (wait !== undefined) await wait
    }
  }
  parser.write(decoded()).close()
  await after?.(read)
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}
