import { once } from 'node:events'
import { createWriteStream, rmSync, statSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Dispatcher } from 'undici'
import { type Answer, ask, discard, unwanted } from './connection.js'
import { checkStart, START_BYTES } from './content.js'
import { type Edition, editionOf, header, isSameEdition, partOf, rangeValidator } from './edition.js'
import { DownloadFault, networkFault, tooLarge } from './fault.js'

/** A file that is being downloaded, and what it is a part of. */
export interface Part {
  readonly path: string
  /** Of what lies there; null when nothing does. */
  edition: Edition | null
  /** Writes down what the file is a part of, before its first byte. */
  keep(edition: Edition | null): void
}

export interface Transfer {
  readonly dispatcher: Dispatcher
  readonly address: string
  readonly mostBytes: number
  readonly signal: AbortSignal
  /** Called with the bytes that the part has, and those that it will have (0 when nobody says). */
  progress(bytes: number, total: number): void
}

/**
 * One try: goes on where the part ends when the server can prove that it still has the same file, else starts again.
 * @returns when the part has all the bytes that were announced
 * @throws DownloadFault; what came stays in the part as long as it can be gone on with
 */
export async function transfer(part: Part, options: Transfer): Promise<void> {
  const { edition } = part
  const have = sizeOf(part.path)
  if (edition !== null && have > 0 && edition.bytes === have) return
  const goesOn = edition !== null && have > 0 && isResumable(edition)
  const { dispatcher, address, signal } = options
  const answer = await ask(dispatcher, 'GET', address, goesOn ? rangeFrom(have, edition) : {}, signal)
  if (answer.status === 200) await whole(part, answer, options)
  else if (answer.status === 206 && goesOn) await rest(part, answer, edition, have, options)
  else if (answer.status === 416 && goesOn) await startAgain(part, answer, 'le serveur n’a pas la suite du fichier')
  else throw await unwanted(answer)
}

/** Without anything to compare, bytes of two editions could be put together. */
function isResumable(edition: Edition): boolean {
  return rangeValidator(edition) !== null || edition.name !== null
}

function rangeFrom(start: number, edition: Edition): Record<string, string> {
  const validator = rangeValidator(edition)
  return { range: `bytes=${start}-`, ...(validator !== null && { 'if-range': validator }) }
}

async function whole(part: Part, answer: Answer, options: Transfer): Promise<void> {
  const edition = editionOf(answer.headers)
  await refuseUnwelcome(answer, edition, options.mostBytes)
  rmSync(part.path, { force: true })
  part.keep(edition)
  await append(part, answer, 0, edition.bytes, options)
}

async function rest(part: Part, answer: Answer, edition: Edition, have: number, options: Transfer): Promise<void> {
  const told = partOf(answer.headers)
  // The server may not know If-Range, or not keep to it.
  const isSame =
    told !== null &&
    isSameEdition(told.edition, edition) &&
    told.edition.bytes === (edition.bytes ?? told.edition.bytes)
  if (!isSame) return startAgain(part, answer, 'le fichier a changé entre deux parties')
  if (told.start !== have) return startAgain(part, answer, 'le serveur n’a pas envoyé la partie demandée')
  await refuseUnwelcome(answer, told.edition, options.mostBytes)
  // A name may be told of a part that was not told before.
  part.keep({ ...told.edition, ...known(edition) })
  await append(part, answer, have, told.edition.bytes, options)
}

function known(edition: Edition): Partial<Edition> {
  return Object.fromEntries(Object.entries(edition).filter(([, value]) => value !== null))
}

async function startAgain(part: Part, answer: Answer, why: string): Promise<never> {
  await discard(answer)
  rmSync(part.path, { force: true })
  part.keep(null)
  throw DownloadFault.passing(`${why} : il est repris depuis le début`)
}

/** What the headers say already: another kind of content, or too much of it. */
async function refuseUnwelcome(answer: Answer, { bytes }: Edition, most: number): Promise<void> {
  const type = header(answer.headers, 'content-type') ?? ''
  const coding = header(answer.headers, 'content-encoding') ?? 'identity'
  const fault = /\bhtml\b/i.test(type)
    ? DownloadFault.lasting('le serveur a répondu par une page HTML, et non par le fichier')
    : coding !== 'identity'
      ? DownloadFault.lasting(`le serveur a répondu avec un codage qui n’était pas demandé (${coding})`)
      : bytes !== null && bytes > most
        ? tooLarge(bytes, most)
        : null
  if (fault === null) return
  await discard(answer)
  throw fault
}

async function append(
  part: Part,
  { body }: Answer,
  have: number,
  total: number | null,
  { address, mostBytes, progress }: Transfer,
): Promise<void> {
  const file = createWriteStream(part.path, { flags: have === 0 ? 'w' : 'a', mode: 0o600, flush: true })
  const ended = finished(file)
  ended.catch(() => undefined)
  let length = have
  let start = Buffer.alloc(0)
  try {
    for await (const chunk of received(body)) {
      length += chunk.length
      if (length > mostBytes) throw tooLarge(length, mostBytes)
      if (have === 0 && start.length < START_BYTES) {
        start = Buffer.concat([start, chunk.subarray(0, START_BYTES)])
        checkStart(address, start)
      }
      if (!file.write(chunk)) await Promise.race([once(file, 'drain'), ended])
      progress(length, total ?? 0)
    }
  } catch (error) {
    body.destroy()
    file.end()
    await ended
    if (error instanceof DownloadFault && error.spoils) {
      rmSync(part.path, { force: true })
      part.keep(null)
    }
    throw error
  }
  file.end()
  await ended
  if (total !== null && length !== total) {
    throw DownloadFault.passing(`le transfert s’est arrêté à ${length} octets sur ${total}`)
  }
}

/** The bytes as they come; a fault of the network is told from one of the disk. */
async function* received(body: Answer['body']): AsyncGenerator<Buffer> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  for (;;) {
    const step = await chunks.next().catch((error: unknown) => {
      throw networkFault(error)
    })
    if (step.done === true) return
    yield step.value
  }
}

export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
