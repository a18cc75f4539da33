import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Extraction, fileName, MEDIA_TYPES, packedBytes, textBytes } from '../extractions/index.js'
import { byteRange } from './byte-range.js'
import { varyBy } from './caching.js'
import { acceptsGzip } from './compression.js'
import { httpProblem, sendProblem } from './problem.js'

/** After this time a reader has to have taken so many bytes a second. */
const SLOW_MS = 60_000
const SLOWEST = 16_384

export interface HowToSend {
  /** Where the packed file is. */
  readonly path: string
  /** The address names this version of the file. */
  readonly isImmutable: boolean
  /** Anybody may read it. */
  readonly isPublic: boolean
}

/** Sends a whole file or a part of it, packed or not, in bounded memory (RFC 9110 §13 and §14). */
export function sendExtraction(
  request: FastifyRequest,
  reply: FastifyReply,
  extraction: Extraction,
  { path, isImmutable, isPublic }: HowToSend,
): FastifyReply {
  const isPacked = acceptsGzip(request)
  const total = isPacked ? extraction.gzipBytes : extraction.bytes
  const etag = isPacked ? `"${extraction.gzipSha256}"` : `"${extraction.sha256}"`
  const modified = new Date(extraction.publishedAt)
  varyBy(reply, ['Accept-Encoding', 'Authorization'])
  reply.headers({
    'content-type': MEDIA_TYPES[extraction.format],
    'content-disposition': `attachment; filename="${fileName(extraction)}"`,
    'accept-ranges': 'bytes',
    etag,
    'last-modified': modified.toUTCString(),
    'cache-control': isImmutable ? `${isPublic ? 'public' : 'private'}, max-age=31536000, immutable` : 'no-cache',
  })
  if (isKnown(request, etag, modified)) return reply.code(304).send()
  if (isPacked) reply.header('content-encoding', 'gzip')
  const range = isSameFile(request, etag, modified) ? byteRange(request.headers.range, total) : null
  if (range === 'none') {
    for (const name of ['content-encoding', 'content-disposition', 'content-type', 'etag', 'last-modified'])
      reply.removeHeader(name)
    return sendProblem(request, reply.header('content-range', `bytes */${total}`), httpProblem(416))
  }
  const { start, end } = range ?? { start: 0, end: total }
  if (range !== null) reply.code(206).header('content-range', `bytes ${start}-${end - 1}/${total}`)
  reply.header('content-length', String(end - start))
  if (request.method === 'HEAD') return reply.send(Readable.from([]))
  const bytes = isPacked ? packedBytes(path, start, end) : textBytes(path, extraction, start, end)
  return reply.send(Readable.from(inTime(bytes), { objectMode: false }))
}

/** Ends a download that goes on too slowly: it holds a place that others wait for. */
async function* inTime(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const started = performance.now()
  let sent = 0
  for await (const some of bytes) {
    yield some
    sent += some.length
    const ms = performance.now() - started
    if (ms > SLOW_MS && (sent / ms) * 1000 < SLOWEST) throw new Error('the reader of an extraction is too slow')
  }
}

/** RFC 9110 §13.1.2 and §13.1.3: the first of the two decides. */
function isKnown({ headers }: FastifyRequest, etag: string, modified: Date): boolean {
  const held = headers['if-none-match']
  if (held !== undefined) return held.split(',').some((one) => [etag, '*'].includes(one.trim().replace(/^W\//, '')))
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return !Number.isNaN(since) && Math.floor(modified.getTime() / 1000) * 1000 <= since
}

/** RFC 9110 §13.1.5: a part is only of use to who holds the rest of the same file. */
function isSameFile({ headers }: FastifyRequest, etag: string, modified: Date): boolean {
  const held = headers['if-range']
  if (held === undefined || typeof held !== 'string') return true
  return held.startsWith('"') ? held === etag : held === modified.toUTCString()
}
