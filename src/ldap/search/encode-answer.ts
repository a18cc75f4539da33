import { SEQUENCE, SET } from '../ber/tags.js'
import { BerWriter } from '../ber/writer.js'
import { type Result, writeResult } from '../protocol/encode-result.js'
import { SEARCH_RESULT_DONE, SEARCH_RESULT_ENTRY } from '../protocol/operations.js'
import type { Entry } from '../tree/entry.js'
import type { Selection } from './selection.js'

/** Bytes after which a block is handed to the socket: one write for many entries, and a bound on what waits. */
const BLOCK = 64 * 1024

const writer = new BerWriter()

/** All messages of an answer, in as few blocks as their size allows. */
export function encodeAnswer(
  id: number,
  entries: readonly Entry[],
  selection: Selection,
  typesOnly: boolean,
  done: Result,
): readonly Buffer[] {
  const blocks: Buffer[] = []
  for (const entry of entries) {
    writeEntry(id, entry, selection, typesOnly)
    if (writer.length >= BLOCK) blocks.push(writer.take())
  }
  writeResult(writer, id, SEARCH_RESULT_DONE, done)
  blocks.push(writer.take())
  return blocks
}

/** SearchResultEntry (RFC 4511 §4.5.2). */
function writeEntry(id: number, entry: Entry, selection: Selection, typesOnly: boolean): void {
  const message = writer.begin(SEQUENCE, true)
  writer.integer(id)
  const operation = writer.begin(SEARCH_RESULT_ENTRY, true)
  writer.text(entry.dn)
  const attributes = writer.begin(SEQUENCE, true)
  for (const type of selection.of(entry.types)) {
    const values = entry.values(type)
    if (values.length === 0) continue
    const attribute = writer.begin(SEQUENCE)
    writer.text(type.names[0])
    const set = writer.begin(SET)
    if (!typesOnly) for (const value of values) writer.text(value)
    writer.end(set)
    writer.end(attribute)
  }
  writer.end(attributes, true)
  writer.end(operation, true)
  writer.end(message, true)
}
