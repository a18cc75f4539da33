import type { FastifySchema } from 'fastify'
import type { Root } from '../resources/index.js'

/** What the documentation says of a route, besides its address. */
export interface Operation {
  /** Name of the operation for generated clients: a French verb and what it is about. */
  readonly id: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** Parameters of the query, as JSON Schema. */
  readonly query?: object
  readonly path?: object
  readonly body?: object
  /** What is answered: a resource in both formats, or a file of one of these types. */
  readonly answer: Root | readonly string[]
  /** Statuses of its problems, besides those of every operation. */
  readonly problems: readonly number[]
  /** The answer has an ETag and may be 304. */
  readonly isCached?: boolean
}

/** Operations that were documented, by their identifiers. */
const OPERATIONS = new Map<string, Operation>()

/** The schema of a route for Fastify: answers are described when the whole description is made (documentation.ts). */
export function documented(operation: Operation): FastifySchema {
  OPERATIONS.set(operation.id, operation)
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description !== undefined && { description: operation.description }),
    ...(operation.query !== undefined && { querystring: operation.query }),
    ...(operation.path !== undefined && { params: operation.path }),
    ...(operation.body !== undefined && { body: operation.body }),
  } as FastifySchema
}

/** @throws Error when no route was documented by that identifier */
export function operation(id: string): Operation {
  const found = OPERATIONS.get(id)
  if (found === undefined) throw new Error(`no operation is named ${id}`)
  return found
}
