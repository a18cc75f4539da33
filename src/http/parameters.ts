import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AnnuaireError, type ErrorDetails, fault } from '../errors.js'
import { askedOf } from './query.js'
import { ruleOf, type ValueSchema } from './rules.js'

/** In every route: which format the answer has. */
const FORMAT = z
  .enum(['json', 'xml'])
  .optional()
  .meta({ description: 'json (par défaut) ou xml ; à défaut, l’en-tête Accept décide', examples: ['json'] })

/** The same for the documentation of a search. */
export const FORMAT_PARAMETER = {
  format: { type: 'string', enum: ['json', 'xml'], description: FORMAT.meta()?.description, examples: ['json'] },
}

/** A value of a query, which is a text until its schema makes it what it is. */
type Plain = string | number | boolean | undefined

/**
 * The parameters of a route other than a search, which has its own table (search/parameter-table.ts): one schema checks them,
 * types them and describes them.
 */
export class Parameters<Shape extends Readonly<Record<string, z.ZodType<Plain>>>> {
  readonly names: ReadonlySet<string>
  /** For OpenAPI. */
  readonly documentation: object
  readonly #shape: Shape
  readonly #schema: z.ZodObject<Shape>
  readonly #required: readonly string[]
  readonly #rules: Readonly<Record<string, ValueSchema>>
  /** What no parameter at all means; null when some have to be given. */
  readonly #nothing: z.infer<z.ZodObject<Shape>> | null

  /** @param shape the parameters, each with its description in French; `format` where it is not that of every route */
  constructor(shape: Shape) {
    this.#shape = shape
    this.#schema = z.object(shape)
    const { properties, required } = z.toJSONSchema(z.object({ format: FORMAT, ...shape }), { io: 'input' })
    this.documentation = { type: 'object', properties, ...(required !== undefined && { required }) }
    this.#required = required ?? []
    this.#rules = properties as Readonly<Record<string, ValueSchema>>
    this.names = new Set(Object.keys(this.#rules))
    this.#nothing = this.#schema.safeParse({}).data ?? null
  }

  /**
   * The parameters of a request.
   * @throws AnnuaireError CRITERE_INVALIDE with one detail for each fault
   */
  read(request: FastifyRequest): z.infer<z.ZodObject<Shape>> {
    if (this.#nothing !== null && isEmpty(request.query as object)) return this.#nothing
    const faults: ErrorDetails[] = []
    const given: Record<string, Plain> = Object.create(null)
    for (const [name, value] of Object.entries(askedOf(request, this.names))) {
      const refuse = (regle: string): void => void faults.push(fault(name, regle, String(value)))
      if (!this.names.has(name)) refuse(`paramètres admis : ${[...this.names].join(', ')}`)
      else if (typeof value !== 'string') refuse('paramètre donné plusieurs fois')
      else {
        const parsed = typed(value, this.#rules[name]!)
        given[name] = parsed
        const schema = this.#shape[name] ?? FORMAT
        if (!schema.safeParse(parsed).success) refuse(ruleOf(this.#rules[name]!))
      }
    }
    for (const name of this.#required) {
      if (!(name in given) && !faults.some(({ parametre }) => parametre === name)) {
        faults.push(fault(name, `paramètre obligatoire : ${ruleOf(this.#rules[name]!)}`))
      }
    }
    if (faults.length === 0) return this.#schema.parse({ ...given })
    const [{ parametre, regle }] = faults as [ErrorDetails]
    throw new AnnuaireError('CRITERE_INVALIDE', `Paramètre refusé — ${parametre} : ${regle}.`, faults)
  }
}

/** A route that has none but `format`. */
export const NO_PARAMETERS = new Parameters({})

function isEmpty(object: object): boolean {
  for (const _ in object) return false
  return true
}

/** The value as its schema wants it; as it is when it is no such thing. */
function typed(value: string, { type, enum: values }: ValueSchema): Plain {
  if (type === 'integer') return /^\d{1,9}$/.test(value) ? Number(value) : value
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  const same = values?.find((one) => String(one).toLowerCase() === value.toLowerCase())
  return typeof same === 'string' ? same : value
}
