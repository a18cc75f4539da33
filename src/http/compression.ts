import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Outbox } from './server/outbox.js'

const compress = promisify(gzip)
/** Below this size, in bytes, compressing costs more than it saves. */
const SMALLEST = 1024

/**
 * Compresses answers for the clients that accept gzip: the library's threads do the work, not the event loop. Long answers
 * are counted until their readers have taken them.
 */
export function addCompression(app: FastifyInstance, outbox: Outbox): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
    if (payload.length < SMALLEST || reply.hasHeader('content-encoding')) return payload
    // The socket takes longer to encode a long text than making it took.
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload
    outbox.add(reply.raw, bytes.length)
    if (!acceptsGzip(request)) return bytes
    const compressed = await compress(bytes, { level: 4 })
    outbox.add(reply.raw, compressed.length)
    reply.header('content-encoding', 'gzip').removeHeader('content-length')
    return compressed
  })
}

export function acceptsGzip({ headers }: FastifyRequest): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0+)?\b)/i.test(String(headers['accept-encoding'] ?? ''))
}
