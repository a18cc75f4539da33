import type { AttributeType } from '../schema/attribute-type.js'
import { attributeTypes, knownType } from '../schema/attribute-types.js'
import type { Entry } from './entry.js'
import { operationalTypes, operationalValues } from './operational-values.js'

/** An entry whose values are known from the start: containers, root DSE, schema. */
export class StaticEntry implements Entry {
  readonly dn: string
  readonly types: readonly AttributeType[]
  readonly #values: ReadonlyMap<AttributeType, readonly string[]>
  readonly #structuralClass: string
  readonly #hasSubordinates: boolean

  constructor(dn: string, values: Readonly<Record<string, readonly string[]>>, structuralClass: string, parent = true) {
    this.dn = dn
    this.#values = new Map(Object.entries(values).map(([name, own]) => [knownType(name), own]))
    this.types = attributeTypes.filter((type) => this.#values.has(type) || operationalTypes.includes(type))
    this.#structuralClass = structuralClass
    this.#hasSubordinates = parent
  }

  values(type: AttributeType): readonly string[] {
    return (
      this.#values.get(type) ??
      operationalValues(type, {
        dn: this.dn,
        structuralClass: this.#structuralClass,
        hasSubordinates: this.#hasSubordinates,
        date: null,
      })
    )
  }
}
