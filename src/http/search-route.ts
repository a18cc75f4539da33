import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AnnuaireError } from '../errors.js'
import { type Criteria, RESULT_CAP } from '../search/criteria.js'
import { criteriaFromParameters } from '../search/parameters.js'
import { and } from '../search/terms.js'
import { ANONYMOUS, type Awaitable, type Directory, type Found, type Reader, type Window } from '../store/index.js'
import { sendResult } from './format.js'
import type { HttpServices } from './options.js'
import { readerOf } from './reader.js'

type Find<T> = (directory: Directory, criteria: Criteria, reader: Reader, window: Window) => Awaitable<Found<T>>

// One more than the cap tells whether the answer was cut.
const CUT = RESULT_CAP + 1
const NOTHING_MORE = { results: [], count: 0 }

/** A search route: parameters → criteria → at most 500 results, and how many there are. */
export function searchRoute<T>(services: HttpServices, root: string, find: Find<T>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const reader = await readerOf(request, services.authenticator)
    const { format: _format, ...parameters } = request.query as Record<string, string | string[]>
    const { criteria, wider, limite } = criteriaFromParameters(parameters)
    return services.directory.read(async (directory) => {
      checkSource(parameters['source'], directory, reader)
      if (notModified(request, reply, directory, reader)) return reply.code(304).send()
      // One more than the cap tells whether the answer was cut.
      const first = await find(directory, criteria, reader, { after: 0, limit: limite, countTo: CUT })
      const more =
        wider === null
          ? NOTHING_MORE
          : await find(directory, and([wider, { kind: 'not', of: criteria }]), reader, {
              after: 0,
              limit: limite - first.results.length,
              countTo: CUT - first.count,
            })
      const count = first.count + more.count
      const resultats = [...first.results, ...more.results].map(({ value }) => value)
      return sendResult(request, reply, root, {
        total: Math.min(count, RESULT_CAP),
        limite,
        tronque: count > resultats.length,
        generation: directory.generation.id,
        resultats,
      })
    })
  }
}

/** An unknown source is a mistake to tell; one that the reader may not read is unknown to him. */
function checkSource(source: string | string[] | undefined, directory: Directory, reader: Reader): void {
  if (typeof source !== 'string' || source === 'national') return
  const readable = directory.generation.sources.filter((name) => reader.sources.includes(name))
  if (readable.includes(source)) return
  const regle = `une source que vous pouvez lire : ${['national', ...readable].join(', ')}`
  throw new AnnuaireError('CRITERE_INVALIDE', `Source inconnue ou non ouverte à ce compte : ${regle}.`, [
    { parametre: 'source', regle, valeur: source },
  ])
}

/**
 * Sets what a cache needs. The answer depends on the generation, the address and the reader alone.
 * @returns true when the caller holds it already (RFC 9110 §13.1.2)
 */
export function notModified(
  request: FastifyRequest,
  reply: FastifyReply,
  directory: Directory,
  reader: Reader,
): boolean {
  const key = [directory.generation.id, request.url, request.headers.accept ?? '', ...reader.sources].join('\n')
  const etag = `W/"${createHash('sha256').update(key).digest('base64url').slice(0, 22)}"`
  reply.header('etag', etag)
  reply.header('vary', 'Accept, Authorization, Accept-Encoding')
  reply.header('cache-control', reader === ANONYMOUS ? 'private, no-cache' : 'no-store')
  const held = request.headers['if-none-match'] ?? ''
  return held.split(',').some((one) => one.trim() === etag || one.trim() === '*')
}
