import { z } from 'zod'

interface Named {
  /** Name of the type in OpenAPI and in the XSD. */
  readonly id: string
  readonly description?: string
}

/** What the API answers, by name: one schema gives the TypeScript type, the OpenAPI description and the XSD. */
export const RESOURCES = z.registry<Named>()

/**
 * Declares what the API answers. In JSON every property that is not optional is there, null where nothing is known; in XML null
 * is left out. Properties are written in this order.
 * @param id name of the type @param shape its properties @param description in French
 */
export function resource<Shape extends z.ZodRawShape>(
  id: string,
  shape: Shape,
  description?: string,
): z.ZodObject<Shape> {
  const schema = z.object(shape)
  RESOURCES.add(schema as z.ZodType, { id, ...(description !== undefined && { description }) })
  return schema as z.ZodObject<Shape>
}

/** A text, or nothing. @param description in French */
export function maybeText(description?: string) {
  return described(z.string().nullable(), description)
}

/** @param description in French */
export function text(description?: string) {
  return described(z.string(), description)
}

/** @param description in French */
export function whole(description?: string) {
  return described(z.int(), description)
}

function described<Schema extends z.ZodType>(schema: Schema, description: string | undefined): Schema {
  return description === undefined ? schema : schema.meta({ description })
}

/** What a schema describes, as those who read it hold it. */
export type Resource<Schema extends z.ZodType> = Frozen<z.infer<Schema>>

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: Frozen<T[Name]> }
    : T
