import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Outbox } from './server/outbox.js'
import { weightOf, weightsOf } from './weights.js'

/** Below this size, in bytes, compressing costs more than it saves. */
const SMALLEST = 1024
const compressed = { br: promisify(brotliCompress), gzip: promisify(gzip) }
type Coding = keyof typeof compressed

/** Of these qualities Brotli takes half the time of gzip for answers as short: it comes first when a client takes both. */
const BROTLI_QUALITY = 3
const GZIP_LEVEL = 4

/**
 * Compresses answers for the clients that accept it: the library's threads do the work, not the event loop. Long answers
 * are counted until their readers have taken them.
 */
export function addCompression(app: FastifyInstance, outbox: Outbox): void {
  app.addHook<string | Buffer>('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return done(null, payload)
    if (payload.length < SMALLEST || reply.hasHeader('content-encoding')) return done(null, payload)
    // The socket takes longer to encode a long text than making it took.
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload
    outbox.add(reply.raw, bytes.length)
    const coding = codingFor(request.headers['accept-encoding'])
    if (coding === null) return done(null, bytes)
    compress(bytes, coding).then((shorter) => {
      outbox.add(reply.raw, shorter.length)
      reply.header('content-encoding', coding).removeHeader('content-length')
      done(null, shorter)
    }, done)
  })
}

/** RFC 9110 §12.5.3: what the client likes best; null for the answer as it is, which no client is refused. */
function codingFor(accepted: string | readonly string[] | undefined): Coding | null {
  if (accepted === undefined) return null
  const weights = weightsOf(String(accepted), 'coding')
  const [br, gzip] = [weightOf(weights, ['br', '*']) ?? 0, weightOf(weights, ['gzip', 'x-gzip', '*']) ?? 0]
  const best = Math.max(br, gzip)
  if (best === 0 || best < (weightOf(weights, ['identity']) ?? 0)) return null
  return br >= gzip ? 'br' : 'gzip'
}

function compress(bytes: Buffer, coding: Coding): Promise<Buffer> {
  if (coding === 'gzip') return compressed.gzip(bytes, { level: GZIP_LEVEL })
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants
  return compressed.br(bytes, {
    params: { [BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [BROTLI_PARAM_SIZE_HINT]: bytes.length },
  })
}

/** Whether gzip is liked as well as the answer as it is: of files that are kept compressed, there is no other coding. */
export function acceptsGzip({ headers }: FastifyRequest): boolean {
  const weights = weightsOf(String(headers['accept-encoding'] ?? ''), 'coding')
  const gzip = weightOf(weights, ['gzip', 'x-gzip', '*']) ?? 0
  return gzip > 0 && gzip >= (weightOf(weights, ['identity']) ?? 0)
}
