import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'
import { RESOURCES } from '../../src/resources/registry.js'
import { ROOTS, type Root } from '../../src/resources/roots.js'

/** A JSON Schema, as far as the description of the API uses it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema: Schema
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}

/** What the description says of a way to ask. */
export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  /** Schema and example of the body; null where none is read. */
  readonly body: { readonly schema: Schema; readonly example: unknown } | null
  /** Media types of each answer that may be given. */
  readonly answers: ReadonlyMap<number, ReadonlySet<string>>
  /** What is answered by 200 in JSON and in XML; null when it is something else. */
  readonly root: Root | null
}

interface Media {
  readonly schema?: Schema
  readonly example?: unknown
}

interface Described {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>
}

/** The operations of schema/openapi.json. */
export function readOperations(): readonly Operation[] {
  const whole = JSON.parse(readFileSync(join(projectRoot, 'schema/openapi.json'), 'utf8')) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  }
  return Object.entries(whole.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(path, method.toUpperCase(), described)),
  )
}

function operationOf(path: string, method: string, described: Described): Operation {
  const { operationId: id, parameters = [], requestBody, responses } = described
  const body = requestBody?.content['application/json']
  const answers = Object.entries(responses).map(
    ([status, { content = {} }]) => [Number(status), new Set(Object.keys(content))] as const,
  )
  const answer = responses['200']?.content?.['application/json']?.schema
  return {
    id,
    method,
    path,
    parameters,
    body: body === undefined ? null : { schema: body.schema ?? {}, example: body.example },
    answers: new Map(answers),
    root: rootOf(answer?.$ref),
  }
}

function rootOf(reference: string | undefined): Root | null {
  const name = reference?.split('/').at(-1)
  const found = Object.entries(ROOTS).find(([, schema]) => RESOURCES.get(schema)?.id === name)
  return (found?.[0] as Root | undefined) ?? null
}
