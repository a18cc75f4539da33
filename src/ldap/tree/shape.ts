import type { AttributeType } from '../schema/attribute-type.js'
import { attributeTypes, knownType, withSubtypes } from '../schema/attribute-types.js'
import type { Index } from './attribute-index.js'
import { operationalIndexes, structuralAmong } from './operational-indexes.js'
import { operationalTypes } from './operational-values.js'

/** One attribute of a kind of entries: where its values come from, and how it is searched. */
export interface Column<T> {
  readonly type: AttributeType
  read(value: T): readonly string[]
  readonly index: Index | null
}

export function column<T>(
  name: string,
  read: (value: T) => readonly (string | null | undefined)[],
  index: Index | null = null,
): Column<T> {
  return { type: knownType(name), read: (value) => distinct(read(value)), index }
}

/** What a filter needs to know of a kind of entries in order to narrow the search. */
export interface Searched {
  readonly types: readonly AttributeType[]
  /** Object classes that these entries may have, or those that one of them may have as its structural one. */
  classesIn(type: AttributeType): ReadonlySet<string>
  /** The store asks one and the same activity to satisfy what a conjunction says of activities. */
  readonly hasActivities: boolean
  /** Types that every one of these entries has. */
  readonly always: ReadonlySet<AttributeType>
  /** A type and its subtypes, as far as these entries may have them. */
  covered(type: AttributeType): readonly AttributeType[]
  index(type: AttributeType): Index | null
}

/** The attributes of all entries of one kind. */
export class Shape<T> implements Searched {
  readonly types: readonly AttributeType[]
  readonly hasActivities: boolean
  readonly always: ReadonlySet<AttributeType>
  readonly #classes: ReadonlySet<string>
  readonly #structural: ReadonlySet<string>
  readonly #operational: ReadonlyMap<AttributeType, Index>
  readonly #columns: ReadonlyMap<AttributeType, Column<T>>
  readonly #covered: ReadonlyMap<AttributeType, readonly AttributeType[]>

  constructor(
    columns: readonly Column<T>[],
    classes: readonly string[],
    always: readonly string[],
    hasActivities = false,
  ) {
    this.always = new Set([...always.map(knownType), ...operationalTypes])
    this.#columns = new Map(columns.map((one) => [one.type, one]))
    this.types = [...columns.map(({ type }) => type), ...operationalTypes]
    this.#covered = new Map(
      attributeTypes.map((type) => [type, withSubtypes(type).filter((one) => this.types.includes(one))]),
    )
    this.#classes = new Set(classes)
    this.#structural = structuralAmong(classes)
    this.#operational = operationalIndexes((type) => this.#columns.get(type)?.index ?? null)
    this.hasActivities = hasActivities
  }

  column(type: AttributeType): Column<T> | undefined {
    return this.#columns.get(type)
  }

  covered(type: AttributeType): readonly AttributeType[] {
    return this.#covered.get(type) ?? []
  }

  index(type: AttributeType): Index | null {
    return this.#columns.get(type)?.index ?? this.#operational.get(type) ?? null
  }

  classesIn(type: AttributeType): ReadonlySet<string> {
    return type.usage === undefined ? this.#classes : this.#structural
  }
}

function distinct(values: readonly (string | null | undefined)[]): readonly string[] {
  if (values.length === 1) {
    const only = values[0]
    return only === null || only === undefined || only === '' ? [] : [only]
  }
  const found: string[] = []
  for (const value of values) {
    if (value !== null && value !== undefined && value !== '' && !found.includes(value)) found.push(value)
  }
  return found
}
