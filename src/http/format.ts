import type { FastifyReply, FastifyRequest } from 'fastify'
import { AnnuaireError, fault } from '../errors.js'
import type { Root } from '../resources/index.js'
import { toJson } from '../text/json.js'
import { toXml, xmlPieces } from '../text/xml.js'
import type { Patience } from './patience.js'
import { askedOf } from './query.js'
import { weightOf, weightsOf } from './weights.js'

export type Format = 'json' | 'xml'
const FORMAT_ONLY = new Set(['format'])

/**
 * The format asked by `?format=`, else by Accept; JSON when neither says.
 * @throws AnnuaireError CRITERE_INVALIDE for an unknown `format`; NotAcceptable when Accept excludes both
 */
function wantedFormat(request: FastifyRequest): Format {
  const { format } = askedOf(request, FORMAT_ONLY)
  const wanted = typeof format === 'string' ? format.toLowerCase() : format
  if (wanted === 'json' || wanted === 'xml') return wanted
  if (format !== undefined) {
    throw new AnnuaireError('CRITERE_INVALIDE', 'Format inconnu : json ou xml.', [
      fault('format', 'json ou xml', String(format)),
    ])
  }
  return acceptedFormat(request.headers.accept ?? '*/*') ?? notAcceptable()
}

/** The same for an error: whatever was asked, it is told in one of the two. */
export function errorFormat(request: FastifyRequest): Format {
  try {
    return wantedFormat(request)
  } catch {
    return 'json'
  }
}

export class NotAcceptable extends Error {}

function notAcceptable(): never {
  throw new NotAcceptable('Formats proposés : application/json, application/xml.')
}

/**
 * RFC 9110 §12.5.1: the format of greatest weight, JSON before XML when equal; null when both are excluded. A header in which
 * nothing is well formed asks for nothing.
 */
function acceptedFormat(accept: string): Format | null {
  if (accept === '*/*' || accept === 'application/json') return 'json'
  const weights = weightsOf(accept, 'range')
  if (weights.size === 0) return 'json'
  const json = weightOf(weights, ['application/json', 'application/*', '*/*']) ?? 0
  // Two names of the same type (RFC 7303 §9.2): whoever takes the one takes the other.
  const xml = Math.max(...XML_RANGES.map((ranges) => weightOf(weights, ranges) ?? 0))
  if (json === 0 && xml === 0) return null
  return json >= xml ? 'json' : 'xml'
}

const XML_RANGES = [
  ['application/xml', 'application/*', '*/*'],
  ['text/xml', 'text/*'],
]

/** Sends a result in the format asked. `root` is the element that holds it in XML. */
export function sendResult(request: FastifyRequest, reply: FastifyReply, root: Root, value: object): FastifyReply {
  if (wantedFormat(request) === 'json') return reply.type('application/json; charset=utf-8').send(toJson(value))
  return reply.type('application/xml; charset=utf-8').send(toXml(root, value))
}

/** Milliseconds of work on a long list between two moments for others. */
const PIECE_MS = 4

/** Sends a long result in the format asked: it is written in pieces, between which others are answered. */
export async function sendInPieces(
  request: FastifyRequest,
  reply: FastifyReply,
  root: Root,
  value: object,
  patience: Patience | null,
): Promise<FastifyReply> {
  const json = wantedFormat(request) === 'json'
  const written: Buffer[] = []
  let text = ''
  let end = performance.now() + PIECE_MS
  for (const piece of json ? jsonPieces(value) : xmlPieces(root, value)) {
    text += piece
    if (patience === null || performance.now() < end) continue
    written.push(Buffer.from(text))
    text = ''
    await patience.next()
    end = performance.now() + PIECE_MS
  }
  reply.type(json ? 'application/json; charset=utf-8' : 'application/xml; charset=utf-8')
  return reply.send(written.length === 0 ? text : Buffer.concat([...written, Buffer.from(text)]))
}

/** What JSON.stringify writes, item by item of the lists. */
function* jsonPieces(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) {
    yield toJson(value)
    return
  }
  let separator = ''
  if (Array.isArray(value)) {
    yield '['
    for (const item of value) {
      yield separator + toJson(item)
      separator = ','
    }
    yield ']'
    return
  }
  yield '{'
  for (const [name, part] of Object.entries(value)) {
    if (part === undefined) continue
    yield `${separator}${JSON.stringify(name)}:`
    yield* jsonPieces(part)
    separator = ','
  }
  yield '}'
}
