import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const compress = promisify(gzip)
/** Below this size, in bytes, compressing costs more than it saves. */
const SMALLEST = 1024

/** Compresses text answers for the clients that accept gzip. The library's threads do the work, not the event loop. */
export function addCompression(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < SMALLEST || reply.hasHeader('content-encoding')) return payload
    if (!/\bgzip\b(?!\s*;\s*q=0(\.0+)?\b)/i.test(String(request.headers['accept-encoding'] ?? ''))) {
      // The socket takes longer to encode a long text than making it took.
      return Buffer.from(payload)
    }
    const compressed = await compress(payload, { level: 4 })
    reply.header('content-encoding', 'gzip').removeHeader('content-length')
    return compressed
  })
}
