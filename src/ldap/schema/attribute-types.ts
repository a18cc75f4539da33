import type { AttributeType } from './attribute-type.js'
import { furtherAttributes } from './further-attributes.js'
import { LONGEST_NAME } from './longest-name.js'
import { operationalAttributes } from './operational-attributes.js'
import { ownAttributes } from './own-attributes.js'
import { standardAttributes } from './standard-attributes.js'

/** Every attribute type that the server knows, in the order in which values are sent. */
export const attributeTypes: readonly AttributeType[] = [
  ...standardAttributes,
  ...furtherAttributes,
  ...ownAttributes,
  ...operationalAttributes,
]

const byName = new Map<string, AttributeType>()
for (const type of attributeTypes) {
  byName.set(type.oid, type)
  for (const name of type.names) byName.set(name.toLowerCase(), type)
}

/** Each type before its subtypes. */
const subtypes = new Map<AttributeType, readonly AttributeType[]>()
for (const type of attributeTypes) {
  subtypes.set(type, [type, ...attributeTypes.filter((other) => other.superior === type.names[0])])
}

/** An attribute type by short name, alias or OID, in any case. */
export function attributeType(name: string): AttributeType | undefined {
  if (name.length > LONGEST_NAME) return undefined
  return byName.get(name) ?? byName.get(name.toLowerCase())
}

/** @throws Error for a name that the table lacks: a fault of the program */
export function knownType(name: string): AttributeType {
  const type = attributeType(name)
  if (type === undefined) throw new Error(`no attribute type ${name}`)
  return type
}

/** The type itself and its subtypes, which a filter or a request on it covers (RFC 4512 §2.5.1). */
export function withSubtypes(type: AttributeType): readonly AttributeType[] {
  return subtypes.get(type) ?? [type]
}

/** An attribute description: a type and its options, such as `cn;lang-fr` (RFC 4512 §2.5). */
export interface AttributeDescription {
  /** As it was written. */
  readonly text: string
  readonly type: AttributeType | undefined
  readonly hasOptions: boolean
}

export function attributeDescription(text: string): AttributeDescription {
  const end = text.indexOf(';')
  if (end === -1) return { text, type: attributeType(text), hasOptions: false }
  return { text, type: attributeType(text.slice(0, end)), hasOptions: true }
}
