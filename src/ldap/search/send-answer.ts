import { setImmediate } from 'node:timers/promises'
import type { Pace } from '../../store/pace.js'
import type { Steps } from '../../store/steps.js'
import { SEQUENCE } from '../ber/tags.js'
import { BerWriter } from '../ber/writer.js'
import { writeResult } from '../protocol/encode-result.js'
import { SEARCH_RESULT_DONE, SEARCH_RESULT_ENTRY } from '../protocol/operations.js'
import type { Entry } from '../tree/entry.js'
import { writeAttribute } from '../tree/prepared-bal.js'
import { PreparedEntry } from '../tree/prepared-entry.js'
import type { Answer } from './answer.js'
import type { Selection } from './selection.js'
import type { ValuesFilter } from './values-filter.js'

/** Bytes after which a block is handed to the client: one write for many entries, and a bound on what waits. */
const BLOCK = 48 * 1024

const writer = new BerWriter()

/** Where an answer goes. */
export interface Recipient {
  send(block: Buffer): void
  /** The end of an answer leaves apart from its entries. */
  readonly apart: boolean
  /** What was sent leaves. */
  flush(): void
  /** No more than a block waits for the client. */
  readonly hasRoom: boolean
  /** The client has left, or does not want the answer any more. */
  readonly gone: boolean
}

/** How an answer is written. */
export interface Form {
  readonly id: number
  readonly selection: Selection
  readonly typesOnly: boolean
  /** Chooses among the values; null when all are sent. */
  readonly values: ValuesFilter | null
}

/** Entries whose values are chosen between two looks at the clock. */
const CHOSEN = 16

/**
 * Sends an answer while the client keeps up.
 * @returns the number of entries sent when the client does not: the rest of the answer is for `sendRest`. Nothing of it is
 * made before there is room
 */
export function* sendAnswer(answer: Answer, form: Form, to: Recipient, pace: Pace): Steps<number | null> {
  const { entries } = answer
  for (let at = 0; at < entries.length; at++) {
    writeEntry(entries[at]!, form)
    if (writer.length < BLOCK) {
      const rest = form.values !== null && at % CHOSEN === 0 ? pace.pause() : null
      if (rest === null) continue
      sendWritten(to)
      yield rest
      if (to.gone) return at + 1
      continue
    }
    sendWritten(to)
    // What TLS has encrypted is taken a moment later.
    if (!to.hasRoom) yield setImmediate()
    if (to.gone || !to.hasRoom) return at + 1
    const pause = pace.pause()
    if (pause === null) continue
    yield pause
    if (to.gone) return at + 1
  }
  finish(answer, form, to, entries.length > 0)
  return null
}

/**
 * Sends the rest of an answer, block by block as the client takes it. Entries are read again from their places: a client that
 * takes its time costs one block.
 * @param room settles when there is room, and it is this answer's turn
 */
export async function sendRest(
  { places, again, done }: Pick<Answer, 'places' | 'again' | 'done'>,
  from: number,
  form: Form,
  to: Recipient,
  room: () => Promise<void>,
): Promise<void> {
  for (let at = from; at < places.length && !to.gone; ) {
    await room()
    let bytes = 0
    const end = form.values === null ? places.length : Math.min(places.length, at + CHOSEN)
    while (at < end && bytes + writer.length < BLOCK && !to.gone) {
      const read = again(places[at++]!)
      // The writer serves all: it is left empty whenever something has to be waited for.
      if (read instanceof Promise && writer.length > 0) bytes += sendWritten(to)
      const entry = read instanceof Promise ? await read : read
      if (entry !== null) writeEntry(entry, form)
    }
    if (writer.length > 0) sendWritten(to)
  }
  if (!to.gone) finish({ done }, form, to, places.length > 0)
}

function sendWritten(to: Recipient): number {
  const block = writer.take()
  to.send(block)
  return block.length
}

function finish({ done }: Pick<Answer, 'done'>, { id }: Form, to: Recipient, hasEntries: boolean): void {
  if (to.apart && hasEntries) {
    if (writer.length > 0) to.send(writer.take())
    to.flush()
  }
  writeResult(writer, id, SEARCH_RESULT_DONE, done)
  to.send(writer.take())
}

/** SearchResultEntry (RFC 4511 §4.5.2). */
function writeEntry(entry: Entry, { id, selection, typesOnly, values }: Form): void {
  const message = writer.begin(SEQUENCE, true)
  writer.integer(id)
  const operation = writer.begin(SEARCH_RESULT_ENTRY, true)
  // RFC 3876 §2: a search for types alone is answered as if values were not chosen.
  if (values !== null && !typesOnly) writeChosen(entry, selection, values)
  else if (entry instanceof PreparedEntry) entry.write(writer, selection.ofPrepared, typesOnly)
  else {
    writer.text(entry.dn)
    const attributes = writer.begin(SEQUENCE, true)
    for (const type of selection.of(entry.types)) writeAttribute(writer, type, entry.values(type), typesOnly)
    writer.end(attributes, true)
  }
  writer.end(operation, true)
  writer.end(message, true)
}

/** An attribute that has none of the values chosen is sent without values (RFC 3876 §2). */
function writeChosen(entry: Entry, selection: Selection, chosen: ValuesFilter): void {
  writer.text(entry.dn)
  const attributes = writer.begin(SEQUENCE, true)
  for (const type of selection.of(entry.types)) {
    const values = entry.values(type)
    const kept = chosen.of(type, values)
    writeAttribute(writer, type, kept.length === 0 ? values : kept, kept.length === 0)
  }
  writer.end(attributes, true)
}
