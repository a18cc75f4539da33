import { SEQUENCE } from '../ber/tags.js'
import { BerWriter } from '../ber/writer.js'
import { type Result, writeResult } from '../protocol/encode-result.js'
import { SEARCH_RESULT_DONE, SEARCH_RESULT_ENTRY } from '../protocol/operations.js'
import type { Entry } from '../tree/entry.js'
import { writeAttribute } from '../tree/prepared-bal.js'
import { PreparedEntry } from '../tree/prepared-entry.js'
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
    // SearchResultEntry (RFC 4511 §4.5.2).
    const message = writer.begin(SEQUENCE, true)
    writer.integer(id)
    const operation = writer.begin(SEARCH_RESULT_ENTRY, true)
    if (entry instanceof PreparedEntry) entry.write(writer, selection.ofPrepared, typesOnly)
    else writeEntry(entry, selection, typesOnly)
    writer.end(operation, true)
    writer.end(message, true)
    if (writer.length >= BLOCK) blocks.push(writer.take())
  }
  writeResult(writer, id, SEARCH_RESULT_DONE, done)
  blocks.push(writer.take())
  return blocks
}

function writeEntry(entry: Entry, selection: Selection, typesOnly: boolean): void {
  writer.text(entry.dn)
  const attributes = writer.begin(SEQUENCE, true)
  for (const type of selection.of(entry.types)) writeAttribute(writer, type, entry.values(type), typesOnly)
  writer.end(attributes, true)
}
