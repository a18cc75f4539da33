import type { AttributeType } from '../schema/attribute-type.js'
import { attributeTypes, knownType } from '../schema/attribute-types.js'
import type { Entry } from './entry.js'
import { operationalTypes, operationalValues } from './operational-values.js'

/** What operational attributes say besides. */
interface More {
  readonly hasSubordinates?: boolean
  /** Since when it is as it is, ISO 8601. */
  readonly date?: string | null
}

/** An entry whose values are known from the start: containers, root DSE, schema. */
export class StaticEntry implements Entry {
  readonly dn: string
  readonly types: readonly AttributeType[]
  readonly #values: ReadonlyMap<AttributeType, readonly string[]>
  readonly #structuralClass: string
  readonly #more: More

  constructor(
    dn: string,
    values: Readonly<Record<string, readonly string[]>>,
    structuralClass: string,
    more: More = {},
  ) {
    this.dn = dn
    this.#values = new Map(Object.entries(values).map(([name, own]) => [knownType(name), own]))
    this.types = attributeTypes.filter((type) => this.#values.has(type) || operationalTypes.includes(type))
    this.#structuralClass = structuralClass
    this.#more = more
  }

  values(type: AttributeType): readonly string[] {
    return (
      this.#values.get(type) ??
      operationalValues(type, {
        dn: this.dn,
        structuralClass: this.#structuralClass,
        hasSubordinates: this.#more.hasSubordinates ?? true,
        date: this.#more.date ?? null,
      })
    )
  }
}
