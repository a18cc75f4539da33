/** A JSON Schema, as far as parameters and bodies use it. */
export interface ValueSchema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  /** Said in French by the schema itself. */
  readonly regle?: string
}

/** What a value has to be, in French, for the problem that names it. @param schema of the value, as JSON Schema */
export function ruleOf(schema: ValueSchema): string {
  const { type, enum: values, minimum, maximum, minLength, maxLength, minItems, maxItems } = schema
  if (schema.regle !== undefined) return schema.regle
  if (values !== undefined) return `une de ces valeurs : ${values.join(', ')}`
  if (type === 'integer' || type === 'number') return `un nombre de ${minimum ?? 0} à ${maximum}`
  if (type === 'boolean') return 'true ou false'
  if (type === 'array') return `une liste de ${minItems ?? 0} à ${maxItems} éléments`
  if (type === 'object') return 'un objet'
  return `un texte de ${minLength ?? 1} à ${maxLength ?? 200} caractères`
}
