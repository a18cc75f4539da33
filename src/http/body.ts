import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AnnuaireError, type ErrorDetails, fault } from '../errors.js'
import { parseJson } from './json-body.js'
import { ruleOf, type ValueSchema } from './rules.js'

/** Faults of a body that are shown, at most. */
const MOST_FAULTS = 50

interface BodySchema extends ValueSchema {
  readonly properties?: Readonly<Record<string, BodySchema>>
  readonly items?: BodySchema
}

/** Bodies reach their routes as bytes: each route reads its own. */
export function addBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes))
}

/** What a route takes as its body: one schema checks it, types it and describes it. */
export class Body<Schema extends z.ZodType> {
  /** For OpenAPI. */
  readonly documentation: object
  readonly #schema: Schema
  readonly #rules: BodySchema

  /** @param schema whose objects are strict @param example a whole body */
  constructor(schema: Schema, example: z.input<Schema>) {
    this.#schema = schema
    const { $schema, ...rules } = z.toJSONSchema(schema, { io: 'input' })
    this.#rules = rules as BodySchema
    this.documentation = { content: { 'application/json': { schema: { ...rules, examples: [example] } } } }
  }

  /**
   * The body of a request.
   * @throws AnnuaireError CRITERE_INVALIDE with one detail for each fault, each with its place
   */
  read(request: FastifyRequest): z.output<Schema> {
    const { body } = request
    const given = parseJson(Buffer.isBuffer(body) ? body : Buffer.alloc(0))
    const { success, data, error } = this.#schema.safeParse(given)
    if (success) return data
    const faults = error.issues.slice(0, MOST_FAULTS).flatMap((issue) => this.#faultsOf(issue, given))
    const [{ parametre, regle }] = faults as [ErrorDetails]
    throw new AnnuaireError('CRITERE_INVALIDE', `Corps refusé — ${parametre} : ${regle}.`, faults)
  }

  #faultsOf(issue: z.core.$ZodIssue, given: unknown): ErrorDetails[] {
    const parametre = issue.path.reduce<string>(placeIn, '') || 'corps'
    const schema = issue.path.reduce<BodySchema>(schemaIn, this.#rules)
    if (issue.code !== 'unrecognized_keys') {
      const value = issue.path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown>)?.[key], given)
      return [fault(parametre, ruleOf(schema), typeof value === 'string' ? value : JSON.stringify(value))]
    }
    const regle = `propriétés admises : ${Object.keys(schema.properties ?? {}).join(', ')}`
    return issue.keys.slice(0, MOST_FAULTS).map((key) => fault(placeIn(parametre, key), regle))
  }
}

function placeIn(place: string, key: PropertyKey): string {
  const step = String(key).slice(0, 100).toWellFormed()
  if (typeof key === 'number') return `${place}[${step}]`
  return place === '' || place === 'corps' ? step : `${place}.${step}`
}

function schemaIn(schema: BodySchema, key: PropertyKey): BodySchema {
  return (typeof key === 'number' ? schema.items : schema.properties?.[String(key)]) ?? {}
}
