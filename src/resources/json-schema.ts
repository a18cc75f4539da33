import { z } from 'zod'
import { itemName } from '../text/xml-names.js'
import { RESOURCES } from './registry.js'

/** A JSON Schema (draft 2020-12), as far as resources use it. */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly enum?: readonly string[]
  readonly const?: string
  /** How OpenAPI says it in XML. */
  readonly xml?: { readonly name?: string; readonly wrapped?: true }
}

/**
 * Every resource as JSON Schema.
 * @param uri what refers to the resource of a name
 */
export function jsonSchemas(uri: (name: string) => string): ReadonlyMap<string, JsonSchema> {
  // As those who send it: what is not described may come one day, and is no reason to refuse an answer.
  const { schemas } = z.toJSONSchema(RESOURCES, { uri, io: 'input', override: ({ jsonSchema }) => tidied(jsonSchema) })
  return new Map(
    Object.entries(schemas as Record<string, JsonSchema & { readonly $id: string }>).map(
      ([name, { $id, ...schema }]) => [name, schema],
    ),
  )
}

/** Says what lists are in XML, and takes off what says nothing to those who read it. */
function tidied(schema: Record<string, unknown>): void {
  for (const [name, property] of Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)) {
    if (property.type !== 'array') continue
    Object.assign(property, { xml: { wrapped: true } })
    Object.assign(property.items!, { xml: { name: itemName(name) } })
  }
  delete schema['id']
  // Zod's integers are those that a double holds exactly.
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum']
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum']
}
